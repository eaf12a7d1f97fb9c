/** The events that the demo can trigger, at the simulated Amazon and here. */
export const demoScenarios = [
  {
    id: 'seller-revokes',
    label: 'A seller revokes',
    text: 'Disables the application in Manage Your Apps. Fifteen minutes pass.',
  },
  {
    id: 'secret-expires',
    label: 'Client secret expires',
    text: 'Login with Amazon refuses the application, so every seller is affected.',
  },
  {
    id: 'amazon-down',
    label: 'Amazon is down for 5 minutes',
    text: 'Login with Amazon returns 503. Nobody has to do anything.',
  },
  {
    id: 'wrong-account',
    label: 'Wrong account renews',
    text: 'Someone signs in to Amazon as a different seller than the one being renewed.',
  },
  {
    id: 'year-passes',
    label: 'A year passes',
    text: 'The clock moves forward 365 days, here and at Amazon.',
  },
  {
    id: 'new-role',
    label: 'New role',
    text: 'Amazon adds it only to new consents, so sellers have to authorize the application again.',
  },
] as const

export type DemoScenarioId = (typeof demoScenarios)[number]['id']
