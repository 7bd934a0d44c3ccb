// Replaces the time of every sound by one that a test moves: `mediaClock.advance(seconds)`.
// The page under test is untouched; it reads currentTime and hears events as it would from a browser.
(() => {
  const states = new WeakMap();
  const playing = new Set();
  const turns = new MessageChannel();
  // Lets the page do what it has to between two steps. A timeout of 0 would be held to 4 ms.
  const turn = () =>
    new Promise((resolve) => {
      turns.port1.onmessage = () => resolve();
      turns.port2.postMessage(null);
    });
  const state = (element) => {
    if (!states.has(element)) {
      states.set(element, { seconds: 0, paused: true, duration: 400, src: "" });
    }
    return states.get(element);
  };
  const tell = (element, ...names) => names.forEach((name) => element.dispatchEvent(new Event(name)));
  const define = (name, get, set) =>
    Object.defineProperty(HTMLAudioElement.prototype, name, { configurable: true, get, set });

  define(
    "currentTime",
    function () { return state(this).seconds; },
    function (seconds) {
      state(this).seconds = seconds;
      this.__seeking = true;
      tell(this, "seeking");
      this.__seeking = false;
      tell(this, "seeked", "timeupdate");
    },
  );
  define("seeking", function () { return this.__seeking === true; });
  define("paused", function () { return state(this).paused; });
  define("ended", function () { return state(this).seconds >= state(this).duration; });
  define("duration", function () { return state(this).duration; });
  define("readyState", () => 4);
  define(
    "src",
    function () { return state(this).src; },
    function (address) {
      const mine = state(this);
      mine.src = address;
      mine.seconds = 0;
      mine.paused = true;
      // The sounds beside the session are a few seconds long.
      mine.duration = address.includes("/sounds/") ? 3 : window.mediaClock.sessionSeconds;
      queueMicrotask(() => tell(this, "loadedmetadata", "canplay", "canplaythrough"));
    },
  );
  HTMLAudioElement.prototype.load = function () {};
  HTMLAudioElement.prototype.play = function () {
    const mine = state(this);
    if (mine.paused) {
      mine.paused = false;
      playing.add(this);
      queueMicrotask(() => tell(this, "play", "playing"));
    }
    return Promise.resolve();
  };
  HTMLAudioElement.prototype.pause = function () {
    const mine = state(this);
    if (!mine.paused) {
      mine.paused = true;
      playing.delete(this);
      queueMicrotask(() => tell(this, "pause"));
    }
  };

  window.mediaClock = {
    sessionSeconds: 400,
    /** Let everything that plays go on by so many seconds, in steps as a browser tells them. */
    async advance(seconds, step = 0.2) {
      for (let left = seconds; left > 1e-9; left -= step) {
        for (const element of [...playing]) {
          const mine = state(element);
          mine.seconds = Math.min(mine.duration, mine.seconds + Math.min(step, left));
          tell(element, "timeupdate");
          if (mine.seconds >= mine.duration) {
            playing.delete(element);
            mine.paused = true;
            tell(element, "pause", "ended");
          }
        }
        await turn();
      }
    },
    /** Say how long the session's track is. */
    setSession(seconds) {
      window.mediaClock.sessionSeconds = seconds;
      state(document.querySelector("audio#track")).duration = seconds;
    },
    playing: () => [...playing].map((element) => state(element).src),
    seconds: () => Math.max(0, ...[...playing].map((element) => state(element).seconds)),
  };
})();
