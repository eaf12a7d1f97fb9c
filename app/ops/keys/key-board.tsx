import { Suspense } from 'react'
import type { FormAction } from '#components/forms/form-state.ts'
import { KeyForm, type ScopeChoice } from '#components/keys/key-form.tsx'
import { KeyList, KeyToolbar } from '#components/keys/key-list.tsx'
import type { KeysShown } from '#components/keys/keys-view.ts'
import { Card } from '#components/ui/card.tsx'
import { ListBesideForm } from '#components/ui/list-beside-form.tsx'
import type { Context } from '#lib/context.ts'
import { isCursor } from '#lib/database/keyset.ts'
import { listKeys } from '#lib/keys/api-keys.ts'
import { listKeyChoices, overlapDays } from '#lib/keys/choices.ts'
import { endPreviousSecret, replaceSecret, revoke } from './actions.ts'

const secret = { replace: replaceSecret, endPrevious: endPreviousSecret, overlaps: overlapDays }

interface Props {
  ctx: Context
  holder: 'program' | 'agent'
  /** Which page of the list. */
  shown: KeysShown
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
        <Card flush>
          <KeyToolbar holder={props.holder} shown={props.shown} />
          <Suspense fallback={<KeyList rows={null} next={null} {...listOf(props)} />}>
            <Keys {...props} />
          </Suspense>
        </Card>
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

function listOf({ holder, scopes, shown }: Props) {
  return { holder, scopes, shown, revoke, secret }
}

async function Keys(props: Props) {
  const { search, after } = props.shown
  const request = { search, after: after !== null && isCursor(after, 'text') ? after : null }
  const { rows, next } = await listKeys(props.ctx, props.holder, request)
  return <KeyList rows={rows} next={next} {...listOf(props)} />
}

async function NewKey({ ctx, holder, scopes, lives, create }: Props) {
  const choices = await listKeyChoices(ctx)
  return (
    <KeyForm
      holder={holder}
      scopes={scopes}
      lives={lives}
      {...choices}
      formId={crypto.randomUUID()}
      action={create}
    />
  )
}
