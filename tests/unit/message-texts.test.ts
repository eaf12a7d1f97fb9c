import { expect, test } from 'vitest'
import { toPlainText } from '#lib/messages/render.ts'
import { textOf } from '#lib/messages/texts.ts'

const settings = { appUrl: 'https://gatehouse.example.com', companyName: 'Acme Tools' }
const incident = {
  ...{ incidentId: '01936b0e-0000-7000-8000-000000000001', applicationName: 'Harbor' },
  ...{ problem: 'amazon_unavailable', startedAt: '2026-12-01T10:00:00.000Z', affected: 7 },
}

test.each<[number, string]>([
  [0.2, '1 min'],
  [59.4, '59 min'],
  [59.8, '1 h'],
  [119.6, '2 h'],
  [131.2, '2 h 11 min'],
])('an incident of %d minutes has lasted %s', (minutes, words) => {
  const { subject } = textOf('incident-resolved', { ...incident, minutes }, settings)
  expect(subject).toContain(`(resolved after ${words}, 7 sellers)`)
})

test('“Open the incident” opens the page of the incident', () => {
  const page = `${settings.appUrl}/ops/incidents/${incident.incidentId}`
  expect(toPlainText(textOf('incident-opened', incident, settings))).toContain(page)
  expect(toPlainText(textOf('incident-resolved', { ...incident, minutes: 14 }, settings))).toContain(page)
})
