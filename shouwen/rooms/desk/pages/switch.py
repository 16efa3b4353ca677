"""The language switch, and the page that lists the keys."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from shouwen.rooms.frame.language import CODES, remember
from shouwen.rooms.frame.layout import TABS, show
from shouwen.words import Words
from shouwen.works.people.access import PUBLIC, needs


@require_POST
@needs(PUBLIC)
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language on this machine and, for who is signed in, in their own file; then back."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in CODES:
        remember(response, chosen, request)
        if request.user.is_authenticated and request.user.language != chosen:
            request.user.language = chosen
            request.user.save(update_fields=["language"])
    return response


KEYS = (
    ("/", Words("查找事项", "Find a matter")),
    (
        "Alt+1 … Alt+9",
        Words("受理时选择种类；办理时选择步骤", "Choose the kind when taking in, the step when acting"),
    ),
    ("↑ ↓ Enter", Words("在客户列表里选择并确定", "Walk the customer list and take one")),
    ("Ctrl+Enter", Words("提交正在填写的表单", "Submit the form being filled in")),
    ("Tab / Shift+Tab", Words("下一项、上一项", "Next field, previous field")),
    ("Esc", Words("关闭列表或菜单", "Close a list or menu")),
)


@needs("desk.see")
def keys(request: HttpRequest) -> HttpResponse:
    """Every key that works, on one page that prints."""
    shown = [*((tab.key, tab.words) for tab in TABS), *KEYS]
    return show(request, "desk/keys.html", {"keys": shown})
