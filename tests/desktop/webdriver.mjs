// As much of the W3C WebDriver protocol as the tests need.

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export class WebDriver {
  #base;
  #session;

  constructor(base, session) {
    this.#base = base;
    this.#session = session;
  }

  /** Opens a session, which starts the application. */
  static async open(base, capabilities) {
    const opened = await ask(base, 'POST', '/session', { capabilities: { alwaysMatch: capabilities } });
    const driver = new WebDriver(base, opened.sessionId);
    await driver.#ask('POST', '/timeouts', { script: 60_000, pageLoad: 60_000, implicit: 0 });
    return driver;
  }

  #ask(method, path, body) {
    return ask(this.#base, method, `/session/${this.#session}${path}`, body);
  }

  /** Ends the session and with it the application. */
  end() {
    return this.#ask('DELETE', '');
  }

  /** Closes the window as its close button does. */
  closeWindow() {
    return this.#ask('DELETE', '/window');
  }

  title() {
    return this.#ask('GET', '/title');
  }

  /** Runs a function in the page; its arguments and its result cross as JSON. */
  run(inPage, ...args) {
    return this.#ask('POST', '/execute/sync', { script: `return (${inPage}).apply(null, arguments);`, args });
  }

  /** As `run`, for a function that gives a promise. */
  async runAsync(inPage, ...args) {
    const script = `
      const done = arguments[arguments.length - 1];
      Promise.resolve((${inPage}).apply(null, [].slice.call(arguments, 0, -1)))
        .then((value) => done({ value }), (thrown) => done({ thrown: thrown && thrown.kind ? thrown : String(thrown) }));`;
    const outcome = await this.#ask('POST', '/execute/async', { script, args });
    if ('thrown' in outcome) throw Object.assign(new Error(JSON.stringify(outcome.thrown)), { problem: outcome.thrown });
    return outcome.value;
  }

  /** Runs a script text as it is, such as a library's. */
  source(text) {
    return this.#ask('POST', '/execute/sync', { script: text, args: [] });
  }

  async find(selector) {
    const found = await this.#ask('POST', '/element', { using: 'css selector', value: selector });
    return found[ELEMENT];
  }

  /** Clicks with the pointer, as a person does. */
  click(element) {
    return this.#ask('POST', `/element/${element}/click`, {});
  }

  type(element, text) {
    return this.#ask('POST', `/element/${element}/value`, { text });
  }

  /** Clicks what is a button or link by this name. */
  async clickNamed(name) {
    await this.until(`something called ${name}`, () => this.run(mark, name));
    await this.click(await this.find('[data-webdriver-target]'));
  }

  /** A picture of the window as PNG bytes. */
  async picture() {
    return Buffer.from(await this.#ask('GET', '/screenshot'), 'base64');
  }

  /** Waits until `look` gives something true, and gives it. */
  async until(what, look, patience = 20_000) {
    const end = Date.now() + patience;
    let last;
    while (Date.now() < end) {
      try {
        const seen = await look();
        if (seen) return seen;
      } catch (error) {
        // A page that is changing may refuse a look; the last refusal is told.
        last = error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`waited ${patience} ms for ${what}${last ? `: ${last.message}` : ''}`);
  }
}

/** Runs in the page: marks the first visible control of this name. */
function mark(name) {
  for (const old of document.querySelectorAll('[data-webdriver-target]')) old.removeAttribute('data-webdriver-target');
  const controls = [...document.querySelectorAll('button, a, [role=button], [role=menuitem], [role=radio], [role=tab]')];
  const wanted = controls.find((one) => {
    // What is hidden from the accessible name does not belong to what a control is called.
    const copy = one.cloneNode(true);
    for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
    const text = one.getAttribute('aria-label') ?? copy.textContent;
    return text.trim() === name && one.getClientRects().length > 0 && !one.disabled;
  });
  wanted?.setAttribute('data-webdriver-target', '');
  return wanted !== undefined;
}

async function ask(base, method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  let value;
  try {
    ({ value } = JSON.parse(text));
  } catch {
    throw new Error(`${method} ${path}: HTTP ${response.status} ${text.slice(0, 300)}`);
  }
  if (!response.ok) throw new Error(`${method} ${path}: ${value?.error}: ${value?.message}`);
  return value;
}
