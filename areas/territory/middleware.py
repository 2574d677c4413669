from datetime import date

from django.utils import timezone

from areas.territory.actions import refresh_for_today


class NewDayMiddleware:
    """Lets planned changes of areas begin on their day, with the first visitor of that day.

    A change that was decided for 1 January must show on 1 January, also where no clock runs. Every process
    asks once a day; the work is one statement that finds nothing to do when another was first.
    """

    seen: date | None = None

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        today = timezone.localdate()
        if self.seen != today:
            refresh_for_today()
            type(self).seen = today
        return self.get_response(request)
