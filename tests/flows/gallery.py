"""A small portal of its own for the tests of the pages' scripts: every part once, and nothing of the other rooms."""

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from accounts.access import public
from tsm_site import urls

LIST = """
<div id="list">
<table class="list" aria-label="People"><thead><tr><th scope="col" class="col-tick"><label class="tick"><input
 class="form-check-input" type="checkbox" data-tick-all aria-label="All on this page"></label></th>
<th scope="col">Name</th></tr></thead><tbody>
{% for name in names %}<tr data-row><td class="col-tick"><label class="tick"><input
 class="form-check-input" type="checkbox" data-tick value="{{ name }}" aria-label="{{ name }}"></label></td>
<th scope="row" class="name"><a href="/gallery/{{ name }}/">{{ name }}</a>
<button type="button" class="btn btn-row" data-row-key="u" data-copy="{{ name }}">Unlock</button></th></tr>{% endfor %}
</tbody></table>
<a id="next" href="/gallery/?page=2" hx-get="/gallery/list/?page=2" hx-target="#list" hx-swap="outerHTML">Next</a>
</div>
"""
PAGE = (
    """{% extends "base.html" %}{% load i18n tsm %}{% block title %}Gallery{% endblock %}{% block main %}
<h1>Gallery</h1>
<div class="acts">
{% include "components/button.html" with label="Unlock" url="/gallery/dialog/" dialog=True look="main" key="u" %}
{% include "components/button.html" with label="Reveal" url="/gallery/secret/" dialog=True look="" key="" %}
{% include "components/button.html" with label="Delete" url="/gallery/dialog/" dialog=True key="d" why="Needs more." %}
</div>
<div id="part"><a id="load" href="/gallery/broken/" hx-get="/gallery/broken/" hx-target="#part">Load</a></div>
<button type="button" class="btn" id="toasted" hx-get="/gallery/toast/" hx-swap="none">Toast</button>
<p>{% include "components/ident.html" with text="S-1-5-21" label="SID" %}</p>
"""
    + LIST
    + """
{% include "components/bulk_bar.html" with acts=acts %}
{% endblock %}"""
)
DIALOG = """{% load i18n tsm %}<div class="dialog dialog-small">
{% include "components/dialog_head.html" with title="Unlock" name="Zoë" ident="zoe" back="/gallery/" %}
<form method="post" action="/gallery/dialog/" hx-post="/gallery/dialog/" hx-target="#dialog" hx-swap="innerHTML">
{% csrf_token %}<div class="dialog-fields dialog-one">
<div class="field"><label class="field-label" for="given">Given</label>
<input class="form-control" id="given" name="given" value="kept"></div>
<div class="field{% if error %} is-wrong{% endif %}"><label class="field-label" for="reason">Reason</label>
<input class="form-control" id="reason" name="reason" value="{{ reason }}">
{% if error %}<p class="field-error">{{ error }}</p>{% endif %}
<div class="picks"><button class="pick" type="button" data-fill="reason">Locked out</button></div></div></div>
<div class="dialog-foot"><button class="btn btn-main" type="submit">Unlock</button>
<a class="btn" href="/gallery/" data-close>Cancel</a></div></form></div>"""
AS_PAGE = '{% extends "base.html" %}{% block main %}<h1 class="visually-hidden">Unlock</h1>' + DIALOG + "{% endblock %}"


def draw(text, request, **context):
    return HttpResponse(engines["django"].from_string(text).render(context, request))


def names(request):
    start = 1 if request.GET.get("page") == "2" else 0
    return ["ada", "ben", "cem", "dee", "eva", "fay"][start * 3 : start * 3 + 3]


@public("a test")
def gallery(request):
    acts = [{"label": "Disable", "url": "/gallery/dialog/", "look": "danger"}]
    return draw(PAGE, request, names=names(request), acts=acts)


@public("a test")
def people(request):
    return draw(LIST, request, names=names(request))


@public("a test")
def dialog(request):
    whole = DIALOG if request.htmx else AS_PAGE
    if request.method == "POST" and request.POST["reason"]:
        answer = HttpResponse(
            status=204, headers={"HX-Trigger": '{"tsm:close": "", "tsm:toast": {"text": "Unlocked Zoë"}}'}
        )
        return answer if request.htmx else HttpResponse("done")
    error = "Say why." if request.method == "POST" else ""
    answer = draw(whole, request, error=error, reason=request.POST.get("reason", ""))
    answer.status_code = 422 if error else 200
    return answer


@public("a test")
def secret(request):
    text = '{% include "components/secret.html" with title="New password" secrets=secrets back="/gallery/" %}'
    return draw(text, request, secrets=[{"name": "", "secret": "Kr7m-Tu9x"}])


@public("a test")
def broken(request):
    raise ZeroDivisionError


@public("a test")
def toast(request):
    return HttpResponse(status=204, headers={"HX-Trigger": '{"tsm:toast": {"text": "Done <b>it</b>"}}'})


urlpatterns = [
    path("gallery/", gallery),
    path("gallery/list/", people),
    path("gallery/dialog/", dialog),
    path("gallery/secret/", secret),
    path("gallery/broken/", broken),
    path("gallery/toast/", toast),
    *urls.urlpatterns,
]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
