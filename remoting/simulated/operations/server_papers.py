"""ServerHelper: print jobs and open files."""

from collections.abc import Iterator

from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.faults import Fault
from remoting.simulated.life import life_of
from remoting.simulated.life_papers import open_files_of, print_jobs_of
from remoting.simulated.server_changes import keep_act, server_change
from remoting.simulated.times import text_of


@operation("Get-TsmServerPrintJob")
def get_print_jobs(call: Call) -> Iterator[Output]:
    printer, owner = call.text("Printer").casefold(), call.text("Owner").casefold()
    for job in print_jobs_of(life_of(call)):
        if (not printer or job.printer.casefold() == printer) and (not owner or job.owner.casefold() == owner):
            yield {
                "printer": job.printer,
                "jobId": job.number,
                "document": job.document,
                "owner": job.owner,
                "status": job.status,
                "pages": job.pages,
                "sizeBytes": job.size,
                "submitted": text_of(job.submitted),
            }


@operation("Remove-TsmServerPrintJob")
def remove_print_job(call: Call) -> Iterator[Output]:
    printer, number, owner = call.text("Printer"), call.number("JobId"), call.text("Owner")
    jobs = print_jobs_of(life_of(call))
    job = next((one for one in jobs if one.printer.casefold() == printer.casefold() and one.number == number), None)
    if job is None:
        raise Fault("NotFound", f"There is no job {number} on '{printer}'.")
    if job.owner.casefold() != owner.casefold():
        raise Fault("Conflict", f"Job {number} on '{printer}' belongs to {job.owner}.")

    def act() -> None:
        keep_act(call, "print-job-removed", job.key)

    yield from server_change(
        call,
        kind="printJob",
        key=f"{printer}/{number}",
        name=f"{job.document} of {owner} on {printer}",
        before={"document": job.document},
        after={"document": None},
        act=act,
    )


@operation("Get-TsmServerOpenFile")
def get_open_files(call: Call) -> Iterator[Output]:
    text, user = call.text("Text").casefold(), call.text("UserName").casefold()
    for one in open_files_of(life_of(call), call.life):
        if text in one.path.casefold() and (not user or one.user.casefold() == user):
            yield {
                "fileId": str(one.number),
                "path": one.path,
                "shareRelativePath": one.below_share,
                "user": one.user,
                "client": one.client,
                "locks": one.locks,
            }


@operation("Close-TsmServerOpenFile")
def close_open_file(call: Call) -> Iterator[Output]:
    number, path = call.text("FileId"), call.text("FileName")
    found = next((one for one in open_files_of(life_of(call), call.life) if str(one.number) == number), None)
    if found is None:
        raise Fault("NotFound", f"There is no open file {number}.")
    if found.path.casefold() != path.casefold():
        raise Fault("Conflict", f"Open file {number} is now '{found.path}'.")

    def act() -> None:
        keep_act(call, "file-closed", number)

    yield from server_change(
        call,
        kind="openFile",
        key=number,
        name=f"{path} of {found.user}",
        before={"open": True},
        after={"open": False},
        act=act,
    )
