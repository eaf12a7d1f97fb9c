import { Suspense } from 'react'
import type { FormAction } from '#components/forms/form-state.ts'
import { KeyForm, type ScopeChoice } from '#components/keys/key-form.tsx'
import { KeyList } from '#components/keys/key-list.tsx'
import { Card } from '#components/ui/card.tsx'
import { ListBesideForm } from '#components/ui/list-beside-form.tsx'
import type { Context } from '#lib/context.ts'
import { listKeys } from '#lib/keys/api-keys.ts'
import { listKeyChoices, overlapDays } from '#lib/keys/choices.ts'
import { endPreviousSecret, replaceSecret, revoke } from './actions.ts'

const secret = { replace: replaceSecret, endPrevious: endPreviousSecret, overlaps: overlapDays }

interface Props {
  ctx: Context
  holder: 'program' | 'agent'
  /** The scopes that the holder's keys can have. */
  scopes: readonly ScopeChoice[]
  /** Days; null: until it is revoked. */
  lives: readonly (number | null)[]
  create: FormAction
}

/** The keys of programs or of agents, and the form that creates one. */
export function KeyBoard(props: Props) {
  return (
    <ListBesideForm
      list={
        <Suspense fallback={<KeyList rows={null} {...listOf(props)} />}>
          <Keys {...props} />
        </Suspense>
      }
      form={
        <Card id="make-a-key" title={props.holder === 'program' ? 'Create API key' : 'Create agent key'}>
          {/* Without a boundary: React would leave the form hidden for a browser without scripts. */}
          <NewKey {...props} />
        </Card>
      }
    />
  )
}

function listOf({ holder, scopes }: Props) {
  return { holder, scopes, revoke, secret }
}

async function Keys(props: Props) {
  return <KeyList rows={await listKeys(props.ctx, props.holder)} {...listOf(props)} />
}

async function NewKey({ ctx, holder, scopes, lives, create }: Props) {
  const choices = await listKeyChoices(ctx)
  return <KeyForm {...{ holder, scopes, lives }} {...choices} formId={crypto.randomUUID()} action={create} />
}
