import { ScenarioCard } from '#components/demo/scenario-card.tsx'
import { getServices } from '../_server/services.ts'
import { playScenario } from './actions.ts'

/** For operators of the demo; nothing elsewhere. */
export function Scenarios() {
  return getServices().demo === null ? null : <ScenarioCard play={playScenario} />
}
