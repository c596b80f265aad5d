// Frame times of the matrix in Chromium: how even panning, zooming and dragging are with 10,000 clients.
//
//   node tests/browser/matrix-frames.mjs [--points 10000] [--frames 300] [--json] [--pictures FOLDER] [--limit MS] [--ratio 2]
//
// Mounts the real MatrixCanvas through Vite, drives it by trusted input over the DevTools protocol (a pipe: no
// port, no package), and reads the time between animation frames in the page. Exits 1 where the 95th percentile of
// any gesture exceeds the limit, or where a drag redraws the base layer or moves nothing.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    points: { type: 'string', default: '10000' },
    frames: { type: 'string', default: '300' },
    limit: { type: 'string', default: '20' },
    ratio: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    pictures: { type: 'string' },
  },
});
const ui = fileURLToPath(new URL('../../ui/', import.meta.url));
const PAGE = '/matrix-frames.html';

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Matrix</title></head>
<body><div id="app" style="padding:16px;height:100vh;box-sizing:border-box"></div>
<script type="module" src="/@id/virtual:matrix-frames"></script></body></html>`;

// Invented clients: a fixed sequence, denser in some places than in others as real ones are.
const mount = `
import '/src/styles/base.css';
import { mount } from 'svelte';
import MatrixCanvas from '/src/views/matrix/MatrixCanvas.svelte';
const query = new URLSearchParams(location.search);
document.documentElement.dataset.theme = query.get('theme') ?? 'light';
let seed = 7;
const random = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648);
const bell = (mean, spread) => mean + spread * (random() + random() + random() - 1.5);
const hold = (n) => Math.min(100, Math.max(0, n));
const first = ['Banco', 'Seguros', 'Hotel', 'Mercado', 'Farmacia', 'Clínica', 'Talleres', 'Editorial', 'Café', 'Textiles'];
const last = ['Ávila', 'del Sur', 'Bolívar', 'La Candelaria', 'Monserrate', 'Orinoco', 'Chapinero', 'Los Andes', 'Caribe', 'Libertad'];
const centres = [[78, 72], [22, 76], [84, 18], [20, 20], [52, 55], [60, 30]];
const points = Array.from({ length: Number(query.get('points')) }, (_, i) => {
  const [s, p] = centres[i % centres.length];
  const spread = random() < 0.6 ? 26 : 62;
  const [sharing, providers] = [hold(bell(s, spread)), hold(bell(p, spread))];
  const quadrant = sharing >= 50 ? (providers >= 50 ? 'work_table' : 'focus_group') : providers >= 50 ? 'panel' : 'visit';
  const luck = random();
  const near = Math.abs(sharing - 50) < 6 || Math.abs(providers - 50) < 6;
  return {
    id: 'c' + i, name: first[i % 10] + ' ' + last[Math.floor(random() * 10)] + (i >= 100 ? ' ' + i : ''), sharing, providers,
    format: luck < 0.05 ? null : quadrant, state: luck < 0.09 ? 'undetermined' : near ? 'near_boundary' : 'clear',
    value: Math.exp(6 * random()), byHand: luck > 0.93, mixed: luck > 0.84 && luck < 0.9, reviewed: null,
    computed: luck > 0.93 ? { sharing: hold(sharing - 14), providers: hold(providers - 18) } : null,
  };
});
const number = new Intl.NumberFormat('es', { useGrouping: 'always' });
const quadrant = { work_table: 'Mesa de trabajo', panel: 'Panel', focus_group: 'Dinámica de grupo', visit: 'Entrevista' };
const texts = {
  label: 'Matriz', keys: 'Flechas, M, +, - y 0', sharing: 'Compartir', sharingLow: 'poco', sharingHigh: 'mucho',
  providers: 'Proveedores en la sala', providersLow: 'pocos', providersHigh: 'muchos', zoomIn: 'Acercar', zoomOut: 'Alejar',
  zoomAll: 'Ver todo', empty: 'Nadie', quadrant, count: (n) => number.format(n),
  describe: (w) => w.point.name + ', ' + quadrant[w.quadrant] + '; ' + w.neighbours.join(', '),
  moveStarted: (w) => 'Mover ' + w.point.name, moveStep: (w, crossed) => (crossed ? quadrant[w.quadrant] : '') + w.place.sharing,
  moved: (w) => w.point.name + ': ' + quadrant[w.quadrant], moveCancelled: (p) => p.name, selected: (n) => String(n),
};
const chosen = query.get('chosen');
const at = points.find((p) => p.id === chosen);
const detail = at && {
  id: at.id,
  satellites: [['Tarifas', 12, 16], ['Banca en línea', -14, 12], ['Reclamos', -8, -20]].map(([name, ds, dp], i) => {
    const place = { sharing: hold(at.sharing + ds), providers: hold(at.providers + dp) };
    return { id: 't' + i, name, ...place, format: place.sharing >= 50 ? (place.providers >= 50 ? 'work_table' : 'focus_group') : place.providers >= 50 ? 'panel' : 'visit' };
  }),
  trail: [{ sharing: 30, providers: 30 }, { sharing: 42, providers: 38 }, { sharing: 46, providers: 61 }],
};
window.log = [];
const started = performance.now();
mount(MatrixCanvas, {
  target: document.querySelector('#app'),
  props: {
    points, texts, selected: chosen ? [chosen] : [], detail: detail ?? null,
    onmove: (id, to) => { window.log.push(['move', id, to]); return new Promise((done) => setTimeout(done, 50)); },
    onselect: (ids) => window.log.push(['select', ids.length]),
    onhover: (hover) => (window.hovered = hover),
    onopen: (id) => window.log.push(['open', id]),
  },
});
requestAnimationFrame(() => requestAnimationFrame(() => { window.firstView = performance.now() - started; }));
window.points = points;
window.paints = () => ({ base: window.painted[0], overlay: window.painted[1] });
// Every repaint starts by setting its canvas's scale: counting that tells which layer was redrawn.
window.painted = [0, 0];
const scale = CanvasRenderingContext2D.prototype.setTransform;
CanvasRenderingContext2D.prototype.setTransform = function (...matrix) {
  const at = [...document.querySelectorAll('.plot canvas')].indexOf(this.canvas);
  if (at >= 0) window.painted[at] += 1;
  return scale.apply(this, matrix);
};
window.measure = () => {
  const gaps = [];
  let last = 0, on = true;
  const tick = (now) => { if (last) gaps.push(now - last); last = now; if (on) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  return () => { on = false; return gaps; };
};
`;

async function serve() {
  const { createServer } = await import(pathToFileURL(createRequire(join(ui, 'package.json')).resolve('vite')).href);
  const server = await createServer({
    root: ui,
    configFile: join(ui, 'vite.config.ts'),
    logLevel: 'error',
    server: { port: 0, strictPort: false, hmr: false, watch: null },
    optimizeDeps: { entries: ['src/views/matrix/MatrixCanvas.svelte'] },
    plugins: [
      {
        name: 'matrix-frames',
        resolveId: (id) => (id === 'virtual:matrix-frames' ? '\0virtual:matrix-frames' : undefined),
        load: (id) => (id === '\0virtual:matrix-frames' ? mount : undefined),
        configureServer: (to) => {
          to.middlewares.use((request, response, next) => {
            if (!request.url?.startsWith(PAGE)) return next();
            response.setHeader('content-type', 'text/html');
            return response.end(page);
          });
        },
      },
    ],
  });
  await server.listen();
  return server;
}

/** Chromium over its DevTools pipe: messages are JSON, each ended by a zero byte. */
function launch() {
  const profile = mkdtempSync(join(tmpdir(), 'matrix-frames-'));
  const browser = spawn(
    process.env.CHROMIUM ?? 'chromium',
    ['--headless=new', '--no-sandbox', '--remote-debugging-pipe', '--hide-scrollbars', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const waiting = new Map();
  let rest = '';
  let next = 0;
  browser.stdio[4].on('data', (chunk) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop();
    for (const part of parts) {
      const message = JSON.parse(part);
      const caller = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) caller?.reject(new Error(`${message.error.message} ${message.error.data ?? ''}`));
      else caller?.resolve(message.result);
    }
  });
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      const id = ++next;
      waiting.set(id, { resolve, reject });
      browser.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  const close = async () => {
    const gone = new Promise((done) => browser.once('exit', done));
    await send('Browser.close').catch(() => browser.kill());
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { send, close };
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function open(browser, url) {
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', newWindow: true, width: 1280, height: 800 });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method, params) => browser.send(method, params, sessionId);
  const run = async (expression) => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await send('Emulation.setDeviceMetricsOverride', { width: 1280, height: 800, deviceScaleFactor: Number(options.ratio), mobile: false });
  await send('Page.navigate', { url });
  for (let tries = 0; !(await run('window.firstView ?? 0').catch(() => 0)); tries++) {
    if (tries > 300) throw new Error('the matrix was not mounted within 30 s');
    await pause(100);
  }
  const mouse = (type, x, y, more = {}) =>
    send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1, pointerType: 'mouse', ...more });
  const wheel = (x, y, deltaY) => send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY });
  const key = async (name, more = {}) => {
    for (const type of ['keyDown', 'keyUp']) await send('Input.dispatchKeyEvent', { type, key: name, ...(name.length === 1 ? { text: name } : {}), ...more });
  };
  const picture = async (name) => {
    if (!options.pictures) return;
    mkdirSync(options.pictures, { recursive: true });
    const { data } = await send('Page.captureScreenshot', { format: 'png' });
    writeFileSync(join(options.pictures, `${name}.png`), Buffer.from(data, 'base64'));
  };
  return { run, mouse, wheel, key, picture };
}

/** Processor time of the browser so far, all its processes, in ms: unlike frames it says how much room is left. */
async function spent(browser) {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  return 1000 * processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

function summary(gaps, cpu) {
  const sorted = gaps.slice(3).sort((a, b) => a - b);
  const at = (share) => Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN).toFixed(1));
  return { frames: sorted.length, median: at(0.5), p95: at(0.95), worst: at(1), cpu: Number((cpu / gaps.length).toFixed(1)) };
}

/** Runs `act` about once a frame, until the page has drawn enough frames. */
async function during(browser, tab, act) {
  await tab.run('window.stop = window.measure(); 0');
  const before = await spent(browser);
  const frames = Number(options.frames);
  const end = Date.now() + frames * 17;
  for (let n = 0; Date.now() < end; n++) {
    await act(n);
    await pause(4);
  }
  return summary(await tab.run('window.stop()'), (await spent(browser)) - before);
}

async function frames(browser, base) {
  const tab = await open(browser, `${base}${PAGE}?points=${options.points}`);
  const figures = { firstView: Math.round(await tab.run('window.firstView')) };
  const circle = (n) => [640 + 260 * Math.cos(n / 23), 400 + 180 * Math.sin(n / 17)];
  const pan = async (name) => {
    await tab.mouse('mousePressed', ...circle(0));
    figures[name] = await during(browser, tab, (n) => tab.mouse('mouseMoved', ...circle(n)));
    await tab.mouse('mouseReleased', ...circle(0));
  };
  const zoomTo = async (notches) => {
    await tab.run(`document.querySelector('.plot').focus()`);
    await tab.key('0');
    await pause(500);
    for (let n = 0; n < notches; n++) await tab.wheel(640, 380, -100);
    await pause(400);
  };
  await zoomTo(3);
  await pan('pan, density');
  await zoomTo(9);
  await pan('pan, clusters');
  await zoomTo(24);
  await pan('pan, points with names');
  await zoomTo(0);
  // In and out through every level.
  figures['zoom through all levels'] = await during(browser, tab, (n) => tab.wheel(640, 380, n % 300 < 150 ? -18 : 18));

  await zoomTo(24);
  await tab.mouse('mouseMoved', 10, 10, { button: 'none', buttons: 0 });
  const spot = await tab.run(`(async () => {
    const plot = document.querySelector('.plot');
    const box = plot.getBoundingClientRect();
    for (let y = 200; y < 600; y += 3) for (let x = 300; x < 980; x += 3) {
      plot.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, buttons: 0, bubbles: true }));
      if (window.hovered?.point) return [x + 2, y];
    }
  })()`);
  await tab.mouse('mousePressed', ...spot);
  await tab.mouse('mouseMoved', spot[0] + 20, spot[1] + 20);
  await pause(100);
  const before = await tab.run('window.paints()');
  figures['drag a point'] = await during(browser, tab, (n) => tab.mouse('mouseMoved', ...circle(n)));
  const after = await tab.run('window.paints()');
  await tab.picture('drag');
  await tab.mouse('mouseReleased', 700, 300);
  figures['base layer repaints during the drag'] = after.base - before.base;
  figures['overlay repaints during the drag'] = after.overlay - before.overlay;
  figures['moves reported'] = await tab.run(`window.log.filter(([what]) => what === 'move').length`);
  return figures;
}

async function pictures(browser, base) {
  for (const theme of ['light', 'dark']) {
    const few = await open(browser, `${base}${PAGE}?points=60&theme=${theme}`);
    await few.picture(`60-${theme}`);
    await few.run(`document.querySelector('.plot').focus()`);
    await few.key('ArrowRight');
    await few.key('ArrowRight');
    await few.key('m');
    for (let n = 0; n < 4; n++) await few.key('ArrowLeft', { modifiers: 8 });
    await pause(300);
    await few.picture(`60-move-${theme}`);
    const handMade = await few.run(`window.points.find((p) => p.byHand && p.computed)?.id ?? 'c8'`);
    const detail = await open(browser, `${base}${PAGE}?points=60&theme=${theme}&chosen=${handMade}`);
    await detail.picture(`60-detail-${theme}`);
    const many = await open(browser, `${base}${PAGE}?points=${options.points}&theme=${theme}`);
    await many.picture(`many-density-${theme}`);
    for (const [name, notches] of [['clusters', 9], ['points', 14]]) {
      for (let n = 0; n < notches; n++) await many.wheel(400, 330, -100);
      await pause(500);
      await many.picture(`many-${name}-${theme}`);
    }
  }
}

const server = await serve();
const browser = launch();
try {
  const base = `http://localhost:${server.httpServer.address().port}`;
  if (options.pictures) await pictures(browser, base);
  const figures = await frames(browser, base);
  if (options.json) console.log(JSON.stringify(figures, null, 2));
  else {
    for (const [name, figure] of Object.entries(figures)) {
      if (typeof figure === 'number') console.log(`${name}: ${figure}${name === 'firstView' ? ' ms' : ''}`);
      else console.log(`${name}: median ${figure.median} ms, p95 ${figure.p95} ms, worst ${figure.worst} ms, ${figure.cpu} ms of processor a frame, ${figure.frames} frames`);
    }
  }
  const slow = Object.values(figures).some((figure) => figure.p95 > Number(options.limit));
  const dragged = figures['base layer repaints during the drag'] === 0 && figures['moves reported'] === 1;
  if (slow || !dragged) process.exitCode = 1;
} finally {
  await browser.close();
  await server.close();
}
