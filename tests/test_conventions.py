"""The house rules that no linter knows. A rule's message says the remedy; exceptions stand here, each with a reason."""

import ast
import re
import subprocess
import tomllib

import pytest

from tests.sources import ROOMS, ROOT, at, functions_of, lines_of, own_tests, product_files, short, templates

FILE_CAP, FUNCTION_CAP, TEMPLATE_CAP = 300, 40, 200
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "base", "manager", "core", "services"}
READS_ENVIRONMENT = {
    "tsm_site/settings.py": "the one place",
    "tsm_site/wsgi.py": "says which settings, before there are any",
    "tsm_site/celery.py": "says which settings, before there are any",
    "tsm_site/demo/children.py": "hands the shell's environment on to the processes that it starts",
}
CONNECTS_SIGNALS = {
    "accounts/signins.py": "sign-in is told by Django in no other way",
    "remoting/tasks.py": "Celery says in no other way when a worker begins and ends",
    "accounts/apps.py": "built-in roles are ensured after every migrate",
    "audit/apps.py": "triggers of the trail are ensured after every migrate",
    "remoting/apps.py": "triggers of jobs are ensured after every migrate",
}
# The project's own root, beside which nothing lies: a new kind of thing wants a decision.
TOP = {
    *(".ci", ".editorconfig", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "docs", "manage.py", "powershell"),
    *("pyproject.toml", "requirements", "static", "templates", "tests", "tsm", *ROOMS),
}


def fail_on(found: list[str], remedy: str) -> None:
    if found:
        pytest.fail(f"{remedy}:\n  " + "\n  ".join(found), pytrace=False)


@pytest.mark.parametrize(
    ("paths", "cap"), [(product_files, FILE_CAP), (own_tests, FILE_CAP), (templates, TEMPLATE_CAP)]
)
def test_keeps_files_short(paths, cap):
    found = [f"{short(path)}: {len(lines_of(path))}" for path in paths() if len(lines_of(path)) > cap]
    fail_on(found, f"more than {cap} lines; give one of the ideas in it a file of its own")


def test_keeps_functions_short():
    found = []
    for path in [*product_files(), *own_tests()]:
        for node in functions_of(path):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_CAP:
                found.append(f"{at(path, node.lineno)} {node.name}: {length}")
    fail_on(found, f"more than {FUNCTION_CAP} lines; name the steps")


def test_names_files_for_what_they_hold():
    found = [
        short(path) for path in [*product_files(), *own_tests()] if FORBIDDEN_NAMES & set(path.with_suffix("").parts)
    ]
    fail_on(found, "a name that says nothing; name it for what it holds")


def test_names_tests_for_what_they_do():
    found = [short(path) for path in own_tests() if re.fullmatch(r"test_[a-z]+\.py", path.name)]
    allowed = {"tests/test_conventions.py", "tests/test_lint.py", "tests/test_layers.py", "tests/test_lock.py"}
    fail_on([name for name in found if name not in allowed], "a test file is named test_<verb>_<noun>.py")


def test_reads_the_environment_in_one_place():
    fail_on(uses_of(r"\bos\.(environ|getenv)\b", READS_ENVIRONMENT), "read it in tsm_site/settings.py")


def test_connects_no_signals():
    fail_on(
        uses_of(r"@receiver\b|\.connect\(.*\b(weak|sender|dispatch_uid)=|Signal\(", CONNECTS_SIGNALS), "call it instead"
    )


def test_marks_nothing_safe():
    fail_on(uses_of(r"\bmark_safe\b|\bSafeString\(", {}), "use format_html or a template")


def test_keeps_no_state_in_threads():
    fail_on(uses_of(r"\bthreading\.local\b|\bContextVar\(", {}), "hand it on as an argument")


def uses_of(pattern: str, allowed: dict[str, str]) -> list[str]:
    found = []
    for path in product_files():
        if short(path) in allowed:
            continue
        found += [at(path, number) for number, line in enumerate(lines_of(path), 1) if re.search(pattern, line)]
    return found


@pytest.mark.parametrize(
    ("pattern", "remedy"),
    [
        (r"\|\s*safe\b|autoescape off", "everything from the directory is hostile text; let Django escape it"),
        (r"\sstyle\s*=", "the policy refuses it; give it a class of tsm.css"),
        (r"<style\b", "the policy refuses it; write it into tsm.css"),
        (r"\son[a-z]+\s*=\s*[\"']", "the policy refuses it; listen in a file under static/"),
        (r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", "the policy refuses it; a file under static/"),
        (r"(src|href)\s*=\s*[\"'](https?:)?//", "pages load nothing from elsewhere"),
        (r"hx-ext|hx-inherit|hx-disinherit", "htmx 4 knows it no more"),
        (r"hx-(get|post|put|delete|patch)\s*=\s*[\"']/", "use {% url %}"),
        (r"hx-vars|hx-on|js:", "the policy refuses it: it is evaluated"),
        (r"\{%\s*(trans|blocktrans)\s", "say translate and blocktranslate"),
    ],
)
def test_keeps_templates_plain(pattern, remedy):
    found = []
    for path in templates():
        text = re.sub(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}", blank, path.read_text("utf-8"), flags=re.DOTALL)
        found += [at(path, number) for number, line in enumerate(text.splitlines(), 1) if re.search(pattern, line)]
    fail_on(found, remedy)


def blank(match: re.Match[str]) -> str:
    """A comment's lines stay, so that numbers of lines stay true."""
    return "\n" * match.group().count("\n")


def test_gives_a_reason_where_a_linter_is_silenced():
    silenced = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<codes>[:\[][\sA-Z\d,a-z-]*\]?)?(?P<rest>.*)$")
    found = []
    for path in [*product_files(), *own_tests()]:
        for number, line in enumerate(lines_of(path), 1):
            match = silenced.search(line)
            if match and "re.compile" not in line and not says_why(match["codes"] or "", match["rest"]):
                found.append(at(path, number))
    fail_on(found, "say why on the line, after the code")


def says_why(codes: str, rest: str) -> bool:
    return bool(re.search(r"[A-Za-z]{3}", rest) or re.search(r"[A-Z]+\d+\s+\S*[a-z]", codes))


def test_has_a_reason_on_the_line_of_every_dependency():
    inside, found = False, []
    for line in lines_of(ROOT / "pyproject.toml"):
        if re.match(r"\w+ = \[$", line):
            inside = line.split(" ")[0] in {"dependencies", "ldap", "dev"}
        elif line.startswith("]"):
            inside = False
        elif inside and not re.search(r'",\s+# \S+', line):
            found.append(line.strip())
    fail_on(found, "a dependency says on its line what it is for")


def test_has_a_reason_on_the_line_of_every_rule_that_ruff_skips():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    block = text.split("\nignore = [\n")[1].split("\n]")[0]
    fail_on(
        [line.strip() for line in block.splitlines() if not re.search(r'",\s+# \S+', line)], "say why ruff skips it"
    )


def test_keeps_the_top_level_small():
    tracked = {line.split("/")[0] for line in listed()}
    fail_on(sorted(tracked - TOP), "nothing else lies at the top; put it into a room, docs or deploy")


def listed() -> list[str]:
    """What git keeps; everything here where this is no work tree, as in an archive."""
    asked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.splitlines()


def test_says_the_version_once():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    found = [short(path) for path in product_files() if f'"{version}"' in path.read_text("utf-8")]
    fail_on(found, "take it from tsm_site/version.py")
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8") or "## [Unreleased]" in (
        ROOT / "CHANGELOG.md"
    ).read_text("utf-8")


def test_writes_verbs_with_an_actor_by_name():
    found = [
        f"{at(path, node.lineno)} {node.name}"
        for path in product_files()
        for node in functions_of(path)
        if records(node) and any(argument.arg == "actor" for argument in node.args.args)
    ]
    fail_on(found, "who did it is always named: *, actor")


def records(node: ast.AST) -> bool:
    calls = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    return any(isinstance(name, ast.Name) and name.id == "record" for name in calls)
