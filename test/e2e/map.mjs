/** The WSK map: what it shows, how mouse and keyboard lead from it to the code, and that it follows edits. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { check, driver, editor, picture, results } from './session.mjs';
import { until } from './until.mjs';

const FILE = 'listener.c';

/** The page of the map: a webview is a frame in a frame. */
const page = () => editor.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

/** The card with exactly this title. */
const card = (title) =>
  page()
    .locator('.node', { has: page().locator(`.title:text-is("${title}")`) })
    .first();

const row = (title, text) => card(title).locator('.row', { hasText: text }).first();

const selected = () => page().locator('.node.selected .title').textContent();

/** What is in sight: the point of the picture at the top left, and its scale; the page may get another size. */
const inSight = () =>
  page()
    .locator('main > svg')
    .evaluate((svg) => {
      const { x, y, width } = svg.viewBox.baseVal;
      return [x, y, width / svg.getBoundingClientRect().width].map((number) => Math.round(number * 1000) / 1000);
    });

const idOf = (title) => card(title).getAttribute('data-node');

/** Whether the page of the map has said that a card is the chosen one: between the two stand signs of JSON in JSON. */
const isChosen = (id) => {
  const said = new RegExp(`"selected\\W+${id.replaceAll(/\W/g, '\\$&')}\\W`);
  return (stored) => said.test(stored);
};

/** @returns {number} the line, from 1, on which a text stands first */
const lineOf = (text) =>
  fs
    .readFileSync(path.join(driver, FILE), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

/** Waits until the cursor is on a line, as the status bar tells. */
const cursorOn = (line) =>
  until(`cursor on line ${line}`, async () => {
    const items = await editor.page.locator('.statusbar-item').allInnerTexts();
    return items.some((text) => text.includes(`Ln ${line},`));
  });

/** Opens the driver's file where it was, and not over the map. */
async function openBesideMap() {
  await editor.page.keyboard.press('Control+1');
  await editor.openFile(FILE);
}

/** Gives a completion routine another name, and waits until the map has it. */
async function renameRoutine() {
  await openBesideMap();
  await editor.goTo(lineOf('EchoRequestComplete'), 30);
  await editor.page.keyboard.press('Control+F2');
  await editor.page.keyboard.type('EchoRequestDone');
  await editor.page.keyboard.press('Escape');
  await card('EchoRequestDone').waitFor();
}

/** The colours of a card, as they are on the screen. */
const coloursOf = (title) =>
  card(title)
    .locator('.card')
    .first()
    .evaluate((shape) => `${getComputedStyle(shape).fill} ${getComputedStyle(shape).stroke}`);

export function mapChecks() {
  check('the map opens beside the code and shows the sockets of the driver, with their findings', async () => {
    await editor.page.setViewportSize({ width: 1680, height: 900 });
    await editor.closeSideBar();
    await editor.openFile(FILE);
    await editor.command('wsklint: Show the WSK map of this driver');
    await card('ECHO_SERVER.Listener').waitFor();
    await card('ECHO_CONNECTION.Socket').waitFor();
    assert.equal(await card('EchoAbortEvent').locator('.badge-count').textContent(), '1');
    assert.match(await page().locator('#summary').innerText(), /^\d findings$/);
    await picture('map');
  });

  check('a click on a line of a card goes to the code', async () => {
    await row('ECHO_SERVER.Listener', 'WskBind').click();
    await cursorOn(lineOf('WskBind('));
  });

  check('the keyboard leads from card to card, and into the code', async () => {
    await card('Registration').focus();
    await editor.page.keyboard.press('ArrowRight');
    await until('the next card', async () => (await selected()) === 'ECHO_SERVER.Listener');
    await editor.page.keyboard.press('Tab');
    await editor.page.keyboard.press('Tab');
    assert.match(await page().locator('.row:focus').getAttribute('aria-label'), /^options SO_CONDITIONAL_ACCEPT/);
    await editor.page.keyboard.press('Enter');
    await cursorOn(lineOf('->WskControlSocket('));
  });

  check('an edit changes the map at once, which keeps what was chosen and what is in sight', async () => {
    await page().locator('#larger').click();
    await card('EchoAcceptEvent').focus();
    const before = await page().locator('main > svg').getAttribute('viewBox');
    await renameRoutine();
    assert.equal(await card('EchoRequestComplete').count(), 0);
    assert.equal(await selected(), 'EchoAcceptEvent');
    assert.equal(await page().locator('main > svg').getAttribute('viewBox'), before);
    await editor.page.keyboard.press('Control+Z');
    await card('EchoRequestComplete').waitFor();
  });

  check('a card that was let go of is not chosen again when the map is drawn anew', async () => {
    await card('EchoAcceptEvent').focus();
    await until('the card is chosen', async () => (await selected()) === 'EchoAcceptEvent');
    await page()
      .locator('#map')
      .click({ position: { x: 3, y: 3 } });
    await renameRoutine();
    assert.equal(await page().locator('.node.selected').count(), 0);
    await editor.page.keyboard.press('Control+Z');
    await card('EchoRequestComplete').waitFor();
  });

  check('the legend says what the signs mean', async () => {
    await page().locator('#explain').click();
    assert.match(await page().locator('#legend').innerText(), /completion routine[^]*handed to WSK for the socket/);
    await page().locator('#fit').click();
    await picture('map-legend', results);
    await page().locator('#explain').click();
  });

  check('the map takes the colours of the theme: light, and high contrast', async () => {
    const dark = await coloursOf('EchoAcceptEvent');
    editor.configure({ 'workbench.colorTheme': 'Default Light Modern' });
    await until('light colours', async () => (await coloursOf('EchoAcceptEvent')) !== dark);
    const light = await coloursOf('EchoAcceptEvent');
    await picture('map-light');
    editor.configure({ 'workbench.colorTheme': 'Default High Contrast' });
    await until('high contrast', async () => ![dark, light].includes(await coloursOf('EchoAcceptEvent')));
    await picture('map-contrast', results);
    editor.configure({});
    await until('dark colours again', async () => (await coloursOf('EchoAcceptEvent')) === dark);
  });

  check(
    'the map comes back with the window as it was: the card that was chosen, and what was in sight',
    async () => {
      await page().locator('#larger').click();
      await card('EchoAbortEvent').focus();
      const before = await inSight();
      await editor.reload(isChosen(await idOf('EchoAbortEvent')));
      await card('EchoAbortEvent').waitFor({ timeout: 60_000 });
      assert.equal(await selected(), 'EchoAbortEvent');
      assert.deepEqual(await inSight(), before);
      await editor.command('View: Close All Editors');
    },
    180_000,
  );
}
