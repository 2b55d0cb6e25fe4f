"""A headless Chromium, driven over a pipe with the DevTools protocol. Python's own library only."""

import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]


def find():
    """The path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)


class BrowserError(Exception):
    """Chromium or a script in a page did not do what was asked."""


class Browser:
    """One running Chromium. Use as a context manager: it ends with the block."""

    def __init__(self, program):
        self.profile = tempfile.mkdtemp(prefix="stance-browser-")
        # The child gets its ends as 3 and 4; ours must not stand there.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for pair in (os.pipe(), os.pipe()) for end in pair]
        child_in, self.write_end, self.read_end, child_out = ends

        def place():
            os.dup2(child_in, 3)
            os.dup2(child_out, 4)

        self.process = subprocess.Popen(
            [
                program, "--headless=new", "--remote-debugging-pipe", "--no-sandbox",
                "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-extensions", "--disable-sync",
                "--disable-dev-shm-usage", "--lang=en-US", "--user-data-dir=" + self.profile,
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=place, close_fds=False)
        os.close(child_in)
        os.close(child_out)
        self.number = 0
        self.buffer = b""
        self.events = []
        self.pages = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close", timeout=5)
        except (BrowserError, OSError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.write_end)
        os.close(self.read_end)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, session=None, timeout=60, **parameters):
        """Sends a command and waits for its result."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.write_end, data):]
        number, end = self.number, time.monotonic() + timeout
        while True:
            reply = self.read(end)
            if reply is None:
                raise BrowserError(f"{method}: no answer within {timeout} s")
            if reply.get("id") == number:
                if "error" in reply:
                    raise BrowserError(f"{method}: {reply['error']['message']}")
                return reply["result"]
            self.events.append(reply)

    def read(self, end):
        """The next message, or None at the end of time."""
        while b"\0" not in self.buffer:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.read_end], [], [], left)[0]:
                return None
            chunk = os.read(self.read_end, 1 << 20)
            if not chunk:
                raise BrowserError("Chromium has ended")
            self.buffer += chunk
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def page(self, path, **settings):
        """Opens a file in a page of its own."""
        page = Page(self, path, **settings)
        self.pages.append(page)
        return page

    def close_pages(self):
        """Closes all that are open."""
        for page in self.pages:
            page.close()
        self.pages.clear()


class Page:
    """A page with what it logged and asked for."""

    def __init__(self, browser, path, width=1200, height=900, dark=False, scripts=True, media=""):
        self.browser = browser
        self.url = "file://" + os.path.abspath(path)
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.target = target
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.events.clear()
        for domain in ["Page", "Runtime", "Network", "Log", "DOM", "Accessibility"]:
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", media=media, features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])
        if not scripts:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        start = time.monotonic()
        self.call("Page.navigate", url=self.url)
        self.wait_for_event("Page.loadEventFired")
        self.load_seconds = time.monotonic() - start

    def call(self, method, **parameters):
        return self.browser.call(method, session=self.session, **parameters)

    def wait_for_event(self, name, seconds=60):
        end = time.monotonic() + seconds
        while not any(event.get("method") == name for event in self.browser.events):
            event = self.browser.read(end)
            if event is None:
                raise BrowserError(f"no {name} within {seconds} s")
            self.browser.events.append(event)

    def run(self, expression):
        """The value of an expression; a promise is waited for."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True,
                           awaitPromise=True, userGesture=True)
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description", details["text"]))
        return result["result"].get("value")

    def settle(self):
        """Waits until what was set off is done; also without scripts and in the background."""
        time.sleep(0.25)
        self.run("document.body.offsetHeight")

    KEYS = {"Enter": 13, "Escape": 27, "Tab": 9, " ": 32}

    def press(self, key):
        """Presses a key as a person does."""
        code = self.KEYS.get(key, ord(key.upper()[0]))
        text = "\r" if key == "Enter" else "" if len(key) > 1 else key
        down = {"type": "keyDown" if text else "rawKeyDown", "key": key, "windowsVirtualKeyCode": code}
        if text:
            down["text"] = text
        self.call("Input.dispatchKeyEvent", **down)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)
        self.settle()

    def click(self, selector, index=0):
        """Clicks into the first line of an element as a person does."""
        place = self.run(f"""(() => {{
          const element = document.querySelectorAll({json.dumps(selector)})[{index}];
          if (!element) return null;
          element.scrollIntoView({{ block: "center" }});
          const box = element.getClientRects()[0];
          return [box.left + Math.min(box.width / 2, 20), box.top + box.height / 2];
        }})()""")
        if place is None:
            raise BrowserError(f"nothing to click: {selector}")
        for kind in ["mousePressed", "mouseReleased"]:
            self.call("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1],
                      button="left", clickCount=1)
        self.settle()

    def choose(self, selector, value):
        """Gives a field a value as if the user had."""
        self.run(f"""(() => {{
          const field = document.querySelector({json.dumps(selector)});
          field.value = {json.dumps(value)};
          field.dispatchEvent(new Event("input", {{ bubbles: true }}));
          field.dispatchEvent(new Event("change", {{ bubbles: true }}));
        }})()""")
        self.settle()

    def problems(self):
        """What the console complains of, and uncaught exceptions."""
        found = []
        for event in self.browser.events:
            parameters = event.get("params", {})
            if event.get("method") == "Runtime.exceptionThrown":
                found.append(str(parameters["exceptionDetails"]))
            if event.get("method") == "Log.entryAdded" and parameters["entry"]["level"] == "error":
                found.append(parameters["entry"]["text"])
            if event.get("method") == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning"):
                found.append(str(parameters["args"]))
            if event.get("method") == "Page.javascriptDialogOpening":
                found.append("dialog: " + parameters["message"])
        return found

    def requests(self):
        """All addresses asked for, without the page itself and what Chromium draws its fields with."""
        urls = [event["params"]["request"]["url"] for event in self.browser.events
                if event.get("method") == "Network.requestWillBeSent"]
        return [url for url in urls
                if url.split("#")[0] != self.url and not url.startswith("data:")]

    def names(self):
        """Role and name of everything that assistive software is told of."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        return [(node["role"]["value"], node.get("name", {}).get("value", "").strip())
                for node in nodes if not node.get("ignored")]

    def picture(self, path, height=None):
        """Saves what is seen as PNG."""
        import base64
        clip = {}
        if height:
            width = self.run("innerWidth")
            clip = {"clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1},
                    "captureBeyondViewport": True}
        data = self.call("Page.captureScreenshot", format="png", **clip)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)
