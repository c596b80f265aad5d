// What a planner is asked when a plan is not to one's liking: why, what would help, what if, and what must change when
// somebody falls ill.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { go, settled, startHost } from './host.mjs';

describe('a plan explained, compared and mended', { timeout: 240_000 }, () => {
  let host;
  let page;
  before(async () => {
    host = await startHost({ workspace: 'sample' });
    page = await host.open({ hash: '#/planner' });
  });
  after(() => host?.close());

  const current = () => host.call('plan.current', {});

  test('k1_each_meeting_says_why_it_is_when_it_is', async () => {
    await page.getByLabel('Búsqueda', { exact: true }).first().fill('1');
    await page.getByRole('form').getByRole('button', { name: 'Planificar' }).click();
    await page.getByRole('button', { name: 'Aceptar todo' }).waitFor({ timeout: 30_000 });
    await settled(page);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('Por qué así').waitFor();
    await page.getByText(/puntos en total/).waitFor();
  });

  test('k2_a_need_left_out_is_met_after_a_remedy_that_was_tried', async () => {
    const { draft } = await current();
    const [left] = draft.left_out;
    await page.getByRole('tab', { name: /Quedan fuera/ }).click();
    await page.getByRole('button', { name: /Qué lo permitiría/ }).first().click();
    await page.getByRole('button', { name: /Probar/ }).first().click();
    await page.getByText('Por reglas').waitFor({ timeout: 30_000 });
    const { other } = await current();
    assert.ok(other.proposals.some((proposal) => proposal.needs.includes(left.need.need.id)));
    assert.equal(other.left_out.some((still) => still.need.need.id === left.need.need.id), false);
    const compared = await host.call('plan.compare', { one: draft.id, other: other.id });
    assert.ok(compared.only_other.length > 0 && compared.rules.length === 9);
  });

  test('k4_when_somebody_falls_ill_only_what_must_change_does', async () => {
    await page.getByRole('button', { name: /Aceptar el Plan B/ }).click();
    await page.getByText(/reuniones están en la agenda/).first().waitFor({ timeout: 15_000 });
    const { shares, from, to, proposals } = await host.call('plan.make', { seconds: 1, moving: 'broken' });
    // What cannot stay anyway, whoever is there.
    const broken = new Set(proposals.filter((proposal) => proposal.was !== null).map((proposal) => proposal.existing));
    const ill = shares.reduce((most, share) => (share.planned > most.planned ? share : most)).provider;
    const away = { kind: 'away', who: { kind: 'provider', id: ill.id, name: '' }, from: `${from}T00:00:00`, until: `${to}T23:59:00` };
    const draft = await host.call('plan.make', { seconds: 2, moving: 'broken', changes: [away] });
    const standing = draft.proposals.filter((proposal) => proposal.existing !== null);
    const changed = standing.filter((proposal) => proposal.was !== null && !broken.has(proposal.existing));
    assert.ok(changed.length > 0 && changed.length < standing.length, `${changed.length} of ${standing.length}`);
    for (const proposal of changed) {
      assert.ok(proposal.was.providers.some((provider) => provider.id === ill.id), `${proposal.title} need not change`);
      assert.equal(proposal.providers.some((provider) => provider.id === ill.id), false, `${proposal.title} still has the ill`);
    }
    await go(page, '#/planner');
    await page.getByText(/^Cambian/).first().waitFor();
    assert.deepEqual(host.complaints, []);
  });
});
