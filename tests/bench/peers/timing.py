"""Times one call in a process of its own, which is ended at a limit."""

import multiprocessing
import statistics
import time
import warnings

RUNS = 15
ENOUGH = 2.0


def measured(call, problem, small, shaped, channel):
    """One call on a small problem for what is loaded or compiled late, then the median of several; `shaped` makes the answer."""
    warnings.simplefilter("ignore")
    try:
        call(small)
        channel.send("begun")
        times = []
        while len(times) < RUNS and sum(times) < ENOUGH:
            begun = time.perf_counter()
            answer = call(problem)
            times.append(time.perf_counter() - begun)
        if answer is None:
            raise RuntimeError("no answer")
        channel.send({"milliseconds": 1000 * statistics.median(times), "runs": len(times), **shaped(answer)})
    except Exception as error:
        channel.send({"note": f"{type(error).__name__}: {error}".splitlines()[0][:100]})


def timed(call, problem, small, limit, shaped, warm_up=20.0):
    """The result of a call, or a note; its process is ended at the limit, which Python alone could not do."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=measured, args=(call, problem, small, shaped, sender))
    process.start()
    sender.close()
    try:
        for seconds in (warm_up, limit + ENOUGH):
            if not receiver.poll(seconds):
                return {"note": f"over {seconds if seconds == warm_up else limit:g} s"}
            message = receiver.recv()
            if message != "begun":
                return message
    except EOFError:
        return {"note": "the process ended"}
    finally:
        process.kill()
        process.join()
    return {"note": "no answer"}
