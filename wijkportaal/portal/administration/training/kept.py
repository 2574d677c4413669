"""Whose words stay in a copy for training: those of the gemeente, made to be read by everyone.

The rule is the other way round than elsewhere: every text column of every table is overwritten, unless it stands here
or holds no words of anybody. So a table that is added tomorrow is empty of words in the copy until somebody says here
that it may keep them.
"""

# Rooms that hold nothing that people wrote about themselves or each other.
ROOMS = frozenset(
    {"auth", "branding", "contenttypes", "figures", "staffels", "territory", "themes", "translations"}
)

ALL = None
# A table, and the columns of it that keep their words (ALL: every one).
TABLES: dict[str, tuple[str, ...] | None] = {
    "addresses.Postcode": ALL,
    "allocations.Allocation": ALL,
    "allocations.Run": ALL,
    "allocations.RunPurpose": ALL,
    "analysis.Analysis": ("strengths", "worries", "opportunities", "residents", "residents_source"),
    "analysis.Outcome": ALL,
    "approaches.Approach": ALL,
    "approaches.Mandate": ("what", "conditions", "decision"),
    "approaches.Question": ALL,
    "asks.Ask": ALL,
    "asks.Street": ALL,
    "backups.Backup": ("version",),
    "books.Category": ALL,
    "books.Purse": ALL,
    "consultations.Consultation": ("title", "intro"),
    "consultations.Question": ALL,
    "consultations.QuestionSet": ALL,
    "consultations.WalkStreet": ALL,
    "consultations.WalkAddress": ALL,
    "cycle.CalendarStep": ALL,
    "cycle.Check": ALL,
    "cycle.CycleStep": ("who", "goes_in", "comes_out", "explanation"),
    "evaluations.Lesson": ALL,
    "evaluations.ProjectMeasure": ALL,
    "flows.FlowGoal": ALL,
    "flows.FlowMapping": ALL,
    "flows.FlowSource": ALL,
    "focus.Focus": ALL,
    "grants.Regulation": ALL,
    "ledger.Account": ALL,
    "ledger.Purpose": ALL,
    "mail.Wording": ALL,
    "meetings.AgendaPoint": ALL,
    "meetings.Meeting": ("title", "intro", "languages"),
    "moderation.CommentRule": ALL,
    "neighbours.Service": ("text", "hours"),
    "organisations.Facility": ("name", "address", "opening_hours", "website"),
    "organisations.Function": ("title", "availability"),
    "organisations.Organisation": ("name", "description", "website"),
    "payments.BankLine": ("account", "statement", "reference", "end_to_end", "structured"),
    "payments.ExpectedPayment": ("reference", "decision", "document"),
    "printruns.Delivery": ALL,
    "printruns.PrintRun": ALL,
    "privacy.Clearing": ALL,
    "privacy.KeepingTerm": ALL,
    "projects.CostLine": ALL,
    "projects.Project": ("title", "what", "why", "summary", "street", "residents_role"),
    "reach.Activity": ALL,
    "reach.GroupCount": ALL,
    "recognition.Criterion": ALL,
    "steering.Reckoning": ALL,
    "steering.SteeringFigure": ALL,
    "stewardship.Holding": ALL,
    "stewardship.Stewardship": ("name",),
    "surveys.Survey": ("title", "intro"),
    "surveys.SurveyQuestion": ALL,
    "taskgroups.TaskGroup": ("name",),
    "visions.ExecutionPlan": ALL,
    "visions.Goal": ALL,
    "visions.PlanLine": ("what", "how", "when"),
    "visions.Vision": ("title", "intro", "development"),
    "visions.VisionDocument": ALL,
    "visions.VisionTheme": ALL,
    "voting.VotePlan": ("title", "category", "place"),
    "voting.VotingRound": ("title", "intro", "who"),
    "yearly.AgendaItem": ALL,
    "yearly.Entry": ("promise", "agreed_title", "agreed_what", "agreed_state"),
    "yearly.Part": ("title", "text"),
    "yearly.Programme": ("title", "intro"),
    "yearly.TemplatePart": ALL,
}

# Tables that are left empty, beside all lines of the history: who signed in, what was mailed, what somebody typed.
EMPTY = frozenset(
    {
        "account.EmailAddress",
        "account.EmailConfirmation",
        "admin.LogEntry",
        "editing.Draft",
        "mail.Letter",
        "mfa.Authenticator",
        "pghistory.Context",
        "privacy.Export",
        "roles.Invitation",
        "sessions.Session",
        "socialaccount.SocialAccount",
        "socialaccount.SocialApp",
        "socialaccount.SocialToken",
        # The index of the search and files from the trail hold what other tables say; the index is made anew at night.
        "search.Change",
        "search.Entry",
        "search.Word",
        "trail.TrailExport",
    }
)

# Columns that hold a code, a mark or the name of a file, wherever they stand: no person can be read from them, and the
# portal does not work without them.
CODES = frozenset(
    {
        "app_label", "checksum", "code", "codename", "digest", "external_id", "file", "fingerprint", "ident",
        "indicator", "key", "kind", "lot_seed", "mark", "model", "number", "object_id", "provider", "public_id",
        "scopes", "slug", "source_kind", "start", "state", "task_field", "their_id", "token_hash", "when_paid",
        "widths",
    }
)  # fmt: skip
# Tables of steps: their `name` is that of a step in a life cycle.
STEPS = frozenset({"books.AccountStep", "grants.ApplicationStep", "initiatives.Step", "signals.SignalStep"})
