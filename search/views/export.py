from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import AuthenticatedHttpRequest, download
from search.criteria import read_criteria
from search.export import table_of_results


@login_required
@require_safe
def results_table(request: AuthenticatedHttpRequest, extension: str) -> HttpResponse:
    """Give a list of results as a file; its address says the search."""
    criteria = read_criteria(request.GET, request.user)
    table = table_of_results(criteria, request.user, request.build_absolute_uri)
    return download(table, extension)
