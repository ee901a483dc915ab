import { Workbench } from './workbench.mjs';
const editor = await Workbench.open({ vsix: process.env.VSIX, folder: process.env.FOLDER, settings: { 'editor.codeLens': true, 'editor.inlayHints.enabled': 'on', 'workbench.colorTheme': process.env.THEME ?? 'Default Dark Modern' } });
const shot = async (n) => { await editor.page.screenshot({ path: `/tmp/editor-look/${n}.png` }); console.log(n); };
const step = async (n, f) => { try { await f(); } catch (e) { console.log('FAILED', n, String(e).slice(0, 200)); } await shot(n); };
try {
  await step('code', async () => { await editor.openFile(process.env.FILE); await editor.page.waitForTimeout(9000); await editor.goTo(Number(process.env.LINE ?? 60)); });
  await step('problems', async () => { await editor.command('wsklint: Check whole workspace'); await editor.page.waitForTimeout(9000); await editor.showProblems(); });
  await step('menu', async () => { await editor.statusItem().click(); await editor.page.waitForTimeout(1500); });
  await editor.page.keyboard.press('Escape');
  await step('notanalysed', async () => { await editor.command('wsklint: Show what is not analysed'); await editor.page.waitForTimeout(1500); });
  await editor.page.keyboard.press('Escape');
  await step('map', async () => { await editor.command('View: Hide Panel'); await editor.closeSideBar(); await editor.page.setViewportSize({ width: 1680, height: 900 }); await editor.command('wsklint: Show the WSK map of this driver'); await editor.page.waitForTimeout(8000); });
  await editor.command('View: Close All Editors');
  await step('settings', async () => { await editor.command('wsklint: Open settings'); await editor.page.waitForTimeout(5000); });
  await step('extension', async () => { await editor.command('Extensions: Show Installed Extensions'); await editor.page.waitForTimeout(2500); await editor.page.locator('.extension-list-item', { hasText: 'wsklint' }).first().click(); await editor.page.waitForTimeout(5000); });
} finally { await editor.close(); }
