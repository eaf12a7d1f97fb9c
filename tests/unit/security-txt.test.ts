import { expect, test } from 'vitest'
import { securityTxt } from '#app/_server/http/security-txt.ts'
import { readEnvironment } from '#lib/env.ts'

const base = {
  GATEHOUSE_KEYS: 'k1:Xq3mC0y7fT1bQv8Zs5kLw2Rj9uHnEa4Dg6PiOxVt_-0',
  AUTH_SECRET: 'an auth secret that is long enough',
  APP_URL: 'https://gate.example.com',
}
const now = new Date('2026-11-28T20:30:00Z')
const answer = (SECURITY_CONTACT?: string) => securityTxt(readEnvironment({ ...base, SECURITY_CONTACT }), now)

test('is missing if the company named no contact', async () => {
  expect(answer().status).toBe(404)
  expect(answer('').status).toBe(404)
})

test('has the fields that RFC 9116 requires, and is valid for less than a year', async () => {
  const response = answer('security@example.com')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(await response.text()).toBe(
    [
      'Contact: mailto:security@example.com',
      'Expires: 2027-05-27T00:00:00.000Z',
      'Preferred-Languages: en',
      'Canonical: https://gate.example.com/.well-known/security.txt',
      '',
    ].join('\n'),
  )
})

test('lists several contacts in their order', async () => {
  const text = await answer('https://example.com/report, mailto:a@example.com, tel:+49-30-123456').text()
  expect(text.match(/^Contact: .*$/gm)).toEqual([
    'Contact: https://example.com/report',
    'Contact: mailto:a@example.com',
    'Contact: tel:+49-30-123456',
  ])
})

test.each(['nobody', 'http://example.com', 'https:x', 'a@example.com,', 'tel:110', 'javascript:alert(1)'])(
  'refuses %s as a contact',
  (contact) => {
    expect(() => answer(contact)).toThrow(/SECURITY_CONTACT must be an email address/)
  },
)
