import { expect } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'
import { authorize, confirm, expectConnected, signIn } from './story.ts'

test('a connection that can’t be saved yet survives a closed page, alerts operators after an hour, and is saved later', async ({
  shop,
  anotherBrowser,
  amazon,
  database,
  demo,
}) => {
  const partner = await amazon.addPartner()
  const ofPartner = database`selling_partner_id = ${partner.id}`
  await database.unsafe(`create or replace function reject() returns trigger language plpgsql as $$ begin
    raise exception using errcode = 'disk_full', message = 'could not extend file: No space left on device';
  end $$`)
  await database.unsafe(`create trigger reject before insert on "authorization" for each row
    when (new.selling_partner_id = '${partner.id}') execute function reject()`)
  try {
    await authorize(shop)
    await confirm(shop, partner)
    await expect(shop.getByText('Saving the connection is taking longer than usual')).toBeVisible()
    await expect(shop.getByText('You can close this page')).toBeVisible()
    await expect(shop.getByRole('button', { name: 'Try now' })).toHaveCount(0)
    await expectAccessible(shop)

    await database`update attempt set exchanged_at = exchanged_at - interval '61 minutes' where ${ofPartner}`
    const office = await anotherBrowser()
    await signIn(office, `${demo.app}/ops`, demo.operator)
    await expect(office.getByText('1 connection can’t be saved').filter({ visible: true })).toHaveCount(1)
    await expect(office.getByText('No space left on device').filter({ visible: true })).toHaveCount(1)
    await expectAccessible(office)
    await office.getByRole('link', { name: 'View attempt', exact: true }).click()
    await expect(office.getByText(partner.id).first()).toBeVisible()
  } finally {
    await database.unsafe(`drop trigger reject on "authorization"`)
  }
  // The next try is up to an hour away.
  await database`update attempt set retry_at = now() where ${ofPartner}`
  await expectConnected(shop, partner.name)
})
