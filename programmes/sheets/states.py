from wijkportaal.foundation.batches.states import batch_life_cycle

RUN = "sheets.import_projects"

LIFE_CYCLE = batch_life_cycle(RUN)
