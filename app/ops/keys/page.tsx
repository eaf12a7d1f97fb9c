import { forbidden } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { KeyTabs } from '#components/keys/key-tabs.tsx'
import { keysViews } from '#components/keys/keys-view.ts'
import { paths } from '#components/paths.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { lifeDays, programScopes } from '#lib/keys/choices.ts'
import { create } from './actions.ts'
import { KeyBoard } from './key-board.tsx'

export default async function KeysPage({ searchParams }: PageProps<'/ops/keys'>) {
  const shown = keysViews.program.parse(await searchParams)
  const { ctx, may } = await operatorPage(keysViews.program.href(shown, shown))
  if (!may('keys:manage')) forbidden()
  return (
    <>
      <PageHeading
        title="API keys"
        description="With a key, one of your programs gets access tokens from the API. It never gets a refresh token."
        action={
          <div className="lg:hidden">
            <LinkButton href="#make-a-key">Create API key</LinkButton>
          </div>
        }
      />
      <KeyTabs current={paths.keys} />
      <KeyBoard
        ctx={ctx}
        holder="program"
        shown={shown}
        scopes={programScopes}
        lives={lifeDays}
        create={create}
      />
    </>
  )
}
