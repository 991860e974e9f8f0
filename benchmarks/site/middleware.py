"""What each answer cost, told in a header of it."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Processor time of the thread that answers, in microseconds.
COST = "X-Cost"


def clock(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def timed(request: HttpRequest) -> HttpResponse:
        started = time.thread_time_ns()
        response = get_response(request)
        response[COST] = (time.thread_time_ns() - started) // 1000
        return response

    return timed
