import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'

export interface EnvironmentFact {
  readonly term: string
  readonly value: string
  /** The variable that says it. */
  readonly variable: string
}

/** What the environment says of its application: shown with the variable that would change it. */
export function EnvironmentFacts({ facts }: { facts: readonly EnvironmentFact[] }) {
  const variables = [...new Set(facts.map(({ variable }) => variable))]
  return (
    <div className="grid gap-3 rounded-md bg-sunken p-3">
      <Facts
        facts={facts.map(({ term, value }) => ({
          term,
          detail: <Code copy={`the ${term}`}>{value}</Code>,
        }))}
      />
      <p className="text-ink-muted text-sm wrap-anywhere">
        The environment says this. To change it, set {variables.join(', ')} and start again.
      </p>
    </div>
  )
}
