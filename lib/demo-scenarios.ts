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

/** What a scenario did, for the page to which it leads. */
export interface ScenarioFacts {
  /** The selling partner or the application that it was about. */
  readonly subject?: { readonly id: string; readonly name: string }
  readonly role?: string
  /** The account that it belongs to, unless visitors can look around as its seller. */
  readonly account?: string
  /** How many selling partners it affected. */
  readonly count?: number
}

/** The parameters of an address that say what a scenario did. */
export function outcomeParameters(
  scenario: DemoScenarioId,
  { subject, role, account, count }: ScenarioFacts,
): [name: string, value: string][] {
  const parameters = {
    scenario,
    scenario_id: subject?.id,
    scenario_name: subject?.name,
    scenario_role: role,
    scenario_account: account,
    scenario_count: count === undefined ? undefined : String(count),
  }
  return Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined)
}

/** Reads them. Null: no scenario led to this address. */
export function parseOutcome(
  parameters: URLSearchParams,
): (ScenarioFacts & { readonly scenario: DemoScenarioId }) | null {
  const given = parameters.get('scenario')
  const scenario = demoScenarios.find(({ id }) => id === given)?.id
  if (scenario === undefined) return null
  const id = parameters.get('scenario_id') ?? ''
  const name = parameters.get('scenario_name') ?? ''
  const role = parameters.get('scenario_role') ?? ''
  const account = parameters.get('scenario_account') ?? ''
  const count = Number(parameters.get('scenario_count') ?? Number.NaN)
  return {
    scenario,
    ...(id !== '' && name !== '' && { subject: { id, name } }),
    ...(role !== '' && { role }),
    ...(account !== '' && { account }),
    ...(Number.isSafeInteger(count) && { count }),
  }
}
