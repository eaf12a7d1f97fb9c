'use client'

import {
  CalendarClockIcon,
  CloudOffIcon,
  KeyRoundIcon,
  type LucideIcon,
  ShieldPlusIcon,
  UnplugIcon,
  UserXIcon,
} from 'lucide-react'
import { useFormStatus } from 'react-dom'
import { type DemoScenarioId, demoScenarios } from '#lib/demo-scenarios.ts'
import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { paths } from '../paths.ts'
import { AnchorButton, Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'

const icons: Readonly<Record<DemoScenarioId, LucideIcon>> = {
  'seller-revokes': UnplugIcon,
  'secret-expires': KeyRoundIcon,
  'amazon-down': CloudOffIcon,
  'wrong-account': UserXIcon,
  'year-passes': CalendarClockIcon,
  'new-role': ShieldPlusIcon,
}

/** Triggers a scenario in the demo, and leads to the page that shows its effect. */
export function ScenarioCard({ play }: { play: FormAction }) {
  const [state, submit] = useForm(play, 'scenario')
  return (
    <Card
      title="Try a scenario"
      action={
        <AnchorButton href={paths.resetDemo} size="small">
          Reset the demo
        </AnchorButton>
      }
    >
      <form action={submit} className="grid gap-3">
        <FormProblem state={state} />
        <div className="flex flex-wrap gap-2">
          {demoScenarios.map(({ id, label, text }) => (
            <ScenarioButton key={id} id={id} label={label} text={text} />
          ))}
        </div>
      </form>
    </Card>
  )
}

/** While one scenario runs, the others wait. */
function ScenarioButton({ id, label, text }: { id: DemoScenarioId; label: string; text: string }) {
  const { pending, data } = useFormStatus()
  const isPlaying = pending && data?.get('id') === id
  const Icon = icons[id]
  return (
    <Button
      type="submit"
      name="id"
      value={id}
      title={text}
      pending={isPlaying}
      disabled={pending && !isPlaying}
    >
      {!isPlaying && <Icon size={16} aria-hidden className="text-accent-ink" />}
      {label}
    </Button>
  )
}
