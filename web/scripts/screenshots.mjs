// Pictures of every page, desktop and phone, dark and light, to be looked at by a person.
//   CONSOLE_URL (default the mock's), CONSOLE_USER, CONSOLE_PASSWORD, CHROMIUM, SHOTS (comma-separated page names)
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const base = process.env.CONSOLE_URL ?? 'http://127.0.0.1:8090';
const user = process.env.CONSOLE_USER ?? 'admin';
const password = process.env.CONSOLE_PASSWORD ?? 'admin';
const only = (process.env.SHOTS ?? '').split(',').filter(Boolean);
const folder = path.join(import.meta.dirname, '..', 'screenshots');
mkdirSync(folder, { recursive: true });

const screens = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};
const looks = (process.env.LOOKS ?? 'desktop-dark,desktop-light,phone-dark,phone-light').split(',');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(' '),
});

for (const look of looks) {
  const [screen, scheme] = look.split('-');
  const context = await browser.newContext({ ...screens[screen], colorScheme: scheme, locale: process.env.LOCALE ?? 'en-GB' });
  const page = await context.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log(`[${look}] ${message.text().slice(0, 300)}`));
  page.on('pageerror', (error) => console.log(`[${look}] ${error}`));
  const wanted = (name) => only.length === 0 || only.includes(name);
  const shot = async (name, full = false) => wanted(name) && (await page.screenshot({ path: path.join(folder, `${name}-${look}.png`), fullPage: full }));

  await page.goto(base);
  await page.getByLabel(/^(User name or e-mail|Usuario o correo)$/).waitFor();
  await shot('signin');
  await page.getByLabel(/^(User name or e-mail|Usuario o correo)$/).fill(user);
  await page.getByLabel(/^(Password|Contraseña)$/).fill(password);
  await page.getByRole('button', { name: /Sign in|Iniciar/ }).click();
  await page.getByTestId('wall').waitFor();
  await page.waitForTimeout(3500);
  await shot('wall');
  if (wanted('wall-tile') && screen === 'desktop') {
    await page.getByTestId('live-tile').nth(1).hover();
    await page.waitForTimeout(300);
    await shot('wall-tile');
  }
  if (wanted('wall-layout') || wanted('wall-arrange') || wanted('wall-save')) {
    await page.getByTestId('layouts').click();
    await page.getByRole('menuitem').last().waitFor();
    await shot('wall-layouts');
    await page.getByRole('menuitem').last().click();
    await page.waitForTimeout(2500);
    await shot('wall-layout', screen === 'phone');
    if (screen === 'desktop') {
      await page.getByRole('button', { name: /^(Arrange the wall|Ordenar el mural)$/ }).click();
      const from = await page.getByTestId('tile-size').nth(1).boundingBox();
      await page.mouse.move(from.x + 20, from.y + 20);
      await page.mouse.down();
      await page.mouse.move(from.x + 30, from.y + 200, { steps: 5 });
      await page.waitForTimeout(600);
      await shot('wall-arrange');
      await page.mouse.up();
      await page.getByRole('button', { name: /^(Save as|Guardar como)/ }).click();
      await page.waitForTimeout(400);
      await shot('wall-save');
      await page.keyboard.press('Escape');
    }
    await page.goto(`${base}/?layout=`);
    await page.getByTestId('wall').waitFor();
    await page.waitForTimeout(1500);
  }
  await page.getByTestId('live-tile').first().click();
  await page.getByTestId('timeline').waitFor();
  await page.waitForTimeout(3000);
  await shot('camera-live', screen === 'phone');
  if (wanted('camera-ptz')) {
    await page.goto(base);
    await page.getByRole('link', { name: /Front door/ }).click();
    if (screen === 'phone') await page.getByRole('button', { name: /^(Move the camera|Mover la cámara)$/ }).click();
    await page.getByTestId('ptz').waitFor();
    await page.waitForTimeout(2500);
    await shot('camera-ptz', screen === 'phone');
    await page.getByTestId('live-stage').dblclick({ position: { x: 120, y: 60 } });
    await page.getByRole('button', { name: /^(Positions|Posiciones)$/ }).click();
    await page.waitForTimeout(500);
    await shot('camera-zoom', screen === 'phone');
    await page.keyboard.press('Escape');
  }
  if (['camera-playback', 'camera-export', 'camera-clip', 'camera-hold', 'camera-gaps'].some(wanted)) {
    const box = await page.getByTestId('timeline').boundingBox();
    const from = Date.parse(await page.getByTestId('timeline').getAttribute('data-from'));
    const to = Date.parse(await page.getByTestId('timeline').getAttribute('data-to'));
    const x = ((Date.now() - 20 * 60_000 - from) / (to - from)) * box.width;
    await page.mouse.click(box.x + Math.max(4, x), box.y + 50);
    await page.waitForTimeout(2500);
    await page.mouse.move(box.x + Math.max(4, x * 0.8), box.y + 50);
    await page.waitForTimeout(900);
    await shot('camera-playback', screen === 'phone');
    await page.mouse.move(5, 5);
    await page.getByRole('button', { name: /^Export(ar)?$/ }).click();
    await page.waitForTimeout(400);
    await shot('camera-export', screen === 'phone');
    const purposes = page.getByTestId('export-panel').locator('.mantine-SegmentedControl-label');
    for (const [index, purpose] of ['clip', 'hold'].entries()) {
      await purposes.nth(index + 1).click();
      await page.waitForTimeout(300);
      await shot(`camera-${purpose}`, screen === 'phone');
    }
    await purposes.first().click();
    await page.getByTestId('export-submit').click();
    await page.waitForTimeout(1800);
    await page.getByRole('tab', { name: /Gaps|Huecos/ }).click();
    await page.waitForTimeout(300);
    await shot('camera-gaps', screen === 'phone');
  }
  const pages = [
    'cameras', 'exports', 'exports/clips', 'exports/evidence', 'storage', 'storage/retention', 'storage/coverage', 'storage/holds', 'storage/archive', 'audit', 'places', 'settings', 'account', 'users', 'users/grants',
  ];
  for (const name of pages) {
    const file = name.replace('/', '-');
    if (!wanted(file)) continue;
    await page.goto(`${base}/${name}`);
    await page.waitForTimeout(1500);
    await shot(file, true);
  }
  /** A page, what is pressed on it, and the picture of what opens. */
  const open = async (file, name, ...presses) => {
    if (!wanted(file)) return;
    await page.goto(`${base}/${name}`);
    for (const press of presses) {
      await press();
      await page.waitForTimeout(500);
    }
    await shot(file, screen === 'phone');
  };
  const button = (name) => () => page.getByRole('button', { name }).first().click();
  await open('user-form', 'users', button(/^(Add user|Añadir usuario)$/));
  await open('user', 'users', () => page.getByTestId('user-row').nth(1).getByRole('link').click());
  await open('user-delete', 'users', () => page.getByTestId('user-row').nth(4).getByRole('button').click(), () => page.getByRole('menuitem').last().click());
  await open('grant-form', 'users/grants', () => page.getByTestId('matrix-cell').first().click(), () => page.getByText(/^(For a time|Por un tiempo)$/).click());
  await open('second-factor', 'account', button(/^(Set up|Configurar)$/), async () => {
    const part = page.getByTestId('second-factor');
    await part.locator('input').fill(password);
    await part.getByRole('button').last().click();
  });
  await open('volume-form', 'storage', button(/^(Add volume|Añadir volumen)$/));
  await open('retention-form', 'storage/retention', button(/^(Retention of|Conservación de)/));
  await open('retention-bulk', 'storage/retention', ...[0, 1].map((row) => () => page.getByTestId('retention-row').nth(row).getByRole('checkbox').check()));
  await open('coverage-day', 'storage/coverage', () => page.locator('[data-testid=heat][data-step="3"], [data-testid=heat][data-step="4"]').first().click());
  await open('hold-form', 'storage/holds', button(/^(Place a hold|Retener)$/));
  await open('hold-release', 'storage/holds', button(/^(Release|Liberar)$/));
  await open('clip-form', 'exports/clips', button(/^(Order a clip|Pedir un clip)$/));
  await open('clip-share', 'exports/clips', button(/^(Share|Compartir)$/), button(/^(Make link|Crear enlace)$/));
  await open('evidence-rotate', 'exports/evidence', button(/^(Change key|Cambiar la clave)$/));
  await open('archive-test', 'storage/archive', button(/^(Test|Probar)$/), () => page.waitForTimeout(700));
  if (screen === 'phone') await open('more', 'cameras', button(/^(More|Más)$/));
  if (wanted('camera-form')) {
    await page.goto(`${base}/cameras?add`);
    await page.getByLabel(/^(Camera address|Dirección de la cámara)$/).fill('rtsp://127.0.0.1:9/wrong-password');
    await page.getByTestId('probe').click();
    await page.waitForTimeout(1700);
    await shot('camera-form');
  }
  if (wanted('camera-form-advanced')) {
    await page.goto(`${base}/cameras?add`);
    await page.getByLabel(/^(Camera address|Dirección de la cámara)$/).fill('rtsps://127.0.0.1:9/untrusted-certificate');
    await page.getByRole('button', { name: /More settings|Más ajustes/ }).click();
    await page.getByLabel(/^(Address of the small stream|Dirección del flujo pequeño)$/).fill('rtsps://127.0.0.1:9/sub');
    await page.getByLabel(/^(Trust in its certificate|Confianza en su certificado)/).selectOption('pin');
    await page.getByTestId('probe').click();
    await page.waitForTimeout(1700);
    await shot('camera-form-advanced', screen === 'phone');
  }
  if (wanted('find')) {
    await page.goto(`${base}/cameras?find`);
    await page.getByTestId('found-camera').first().waitFor();
    await shot('find');
    await page.getByTestId('found-camera').nth(1).click();
    await page.getByLabel(/^(Camera user name|Usuario de la cámara)$/).fill('admin');
    await page.getByLabel(/^(Camera password|Contraseña de la cámara)$/).fill('camera');
    await page.getByRole('button', { name: /^(Sign in to the camera|Entrar en la cámara)$/ }).click();
    await page.getByTestId('onvif-device').waitFor();
    await shot('find-profiles');
  }
  if (wanted('diagnostics')) {
    await page.goto(`${base}/cameras`);
    await page.getByTestId('camera-row').first().getByRole('link').click();
    await page.getByTestId('diagnostics-link').click();
    await page.getByTestId('stream-figures').first().waitFor();
    await page.waitForTimeout(500);
    await shot('diagnostics', true);
  }
  if (wanted('places')) {
    await page.goto(`${base}/places`);
    await page.locator('[aria-expanded]').filter({ hasText: 'Entrance' }).click();
    await page.waitForTimeout(500);
    await shot('places', true);
  }
  if (wanted('places-remove')) {
    await page.goto(`${base}/places`);
    await page.getByTestId('property').last().getByRole('button', { name: /^(Remove|Eliminar): [A-Z]/ }).first().click();
    await page.waitForTimeout(500);
    await shot('places-remove');
  }
  if (wanted('property-form')) {
    await page.goto(`${base}/places`);
    await page.getByTestId('property').first().getByRole('button', { name: /^(Edit|Editar): / }).first().click();
    await page.waitForTimeout(700);
    await shot('property-form');
  }
  if (wanted('property') || wanted('plan-peek') || wanted('plan-arrange')) {
    await page.goto(`${base}/places`);
    await page.getByTestId('property').first().getByRole('link').first().click();
    await page.getByTestId('marker').first().waitFor();
    await page.waitForTimeout(1500);
    await shot('property', true);
    await page.getByTestId('marker').first().click();
    await page.getByTestId('peek').waitFor();
    await page.waitForTimeout(2500);
    await shot('plan-peek');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^(Arrange devices|Colocar dispositivos)$/ }).click();
    await page.getByTestId('unplaced').first().click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.waitForTimeout(400);
    await shot('plan-arrange', screen === 'phone');
  }
  if (wanted('devices')) {
    await page.goto(`${base}/devices`);
    await page.getByTestId('device-row').first().waitFor();
    await page.waitForTimeout(500);
    if (screen === 'phone') await page.getByRole('button', { name: /^(Filters|Filtros)$/ }).click();
    await page.waitForTimeout(500);
    await shot('devices', true);
  }
  if (wanted('thing')) {
    await page.goto(`${base}/devices?search=climate`);
    await page.getByTestId('device-row').first().getByRole('link').first().click();
    await page.getByTestId('chart').first().waitFor();
    await page.getByTestId('thing-property').nth(0).getByRole('button').last().click();
    await page.waitForTimeout(1500);
    await shot('thing', true);
  }
  if (wanted('thing-silent')) {
    await page.goto(`${base}/devices?search=weather`);
    await page.getByTestId('device-row').first().getByRole('link').first().click();
    await page.getByTestId('last-error').waitFor();
    await page.waitForTimeout(16_500);
    await shot('thing-silent', true);
  }
  if (wanted('thing-siren')) {
    await page.goto(`${base}/devices?kind=siren`);
    await page.getByTestId('device-row').first().getByRole('link').first().click();
    await page.getByTestId('thing-action').nth(1).getByRole('textbox').fill('10');
    await page.getByTestId('thing-action').nth(1).getByRole('button').click();
    await page.waitForTimeout(500);
    await shot('thing-siren');
  }
  if (wanted('find-things')) {
    await page.goto(`${base}/devices?find`);
    await page.getByTestId('found-thing').first().waitFor();
    await shot('find-things');
    await page.getByTestId('found-thing').nth(1).click();
    await page.getByTestId('inspected').waitFor();
    await page.waitForTimeout(400);
    await shot('federate');
  }
  if (wanted('federate-trouble')) {
    await page.goto(`${base}/devices?federate`);
    await page.getByLabel(/^(Address of the thing|Dirección del objeto)/).fill('wrong.local');
    await page.getByTestId('inspect').click();
    await page.getByTestId('federation-trouble').waitFor();
    await page.waitForTimeout(300);
    await shot('federate-trouble');
  }
  await context.close();
}
await browser.close();
