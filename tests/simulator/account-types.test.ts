import { expect, test } from 'vitest'
import { centralHosts, centralSiteOf } from '#lib/amazon/marketplaces.ts'
import { amazonHosts } from '#simulator/hosts.ts'
import { consentAddress, locationOf, simulated } from './fixtures.ts'

const hosts = [...centralHosts].filter((host) => centralSiteOf(host).partnerType !== null)
const partners = { seller: 'A3EULINDENHOF', vendor: 'BERGW' } as const

test.each(hosts)('%s lets only its own kind of account consent', async (host) => {
  const site = amazonHosts.get(host)
  if (site?.kind !== 'central') throw new Error(host)
  expect(site.partnerType).toBe(centralSiteOf(host).partnerType)
  const simulator = await simulated({ applications: [{ status: 'published', listed: true }] })
  const confirm = (sellingPartnerId: string) => {
    const { origin, pathname, searchParams } = new URL(consentAddress(simulator, {}, host))
    searchParams.set('selling_partner_id', sellingPartnerId)
    searchParams.set('decision', 'confirm')
    return fetch(origin + pathname, { method: 'POST', body: searchParams, redirect: 'manual' })
  }
  const other = partners[site.partnerType === 'seller' ? 'vendor' : 'seller']
  const refused = await confirm(other)
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('SPSA0404')
  expect(simulator.control.authorizations()).toEqual([])
  expect(() => simulator.control.issueRefreshToken({ sellingPartnerId: other, host })).toThrow(/refuses it/)

  const accepted = await confirm(partners[site.partnerType])
  expect(locationOf(accepted).searchParams.get('spapi_oauth_code')).not.toBeNull()
})

test.each([
  ['vendorcentral.amazon.in', 'A4INSAFFRON'],
  ['sellercentral.amazon.com', 'CASCA'],
])('%s shows %s neither a self-authorization nor the apps of another account', async (host, id) => {
  const simulator = await simulated()
  const [application] = simulator.control.applications()
  const cookie = `simulated-session=${id}`
  const query = `application_id=${encodeURIComponent(application?.applicationId ?? '')}`
  simulator.control.issueRefreshToken({ sellingPartnerId: id })
  const at = (path: string) => fetch(`${simulator.origin}/${host}${path}`, { headers: { cookie } })
  const apps = await (await at('/apps/manage')).text()
  expect(apps).toContain('No application has been authorized by this account')
  const self = await at(`/sellingpartner/developerconsole/authorize?${query}`)
  expect(await self.text()).toContain('SPSA0404')
})
