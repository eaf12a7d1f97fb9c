import { readSession } from '#app/_server/people/session.ts'
import { signOut } from '#app/_server/people/sign-out.ts'
import { paths } from '#components/paths.ts'
import { SignOutForm } from '#components/people/sign-out-form.tsx'
import { AnchorButton } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'

/** With the shell around it for an operator who lacks a scope, without it for everybody else. */
export default async function Forbidden() {
  const session = await readSession()
  return (
    <>
      <PageHeading
        title="You don’t have access to this page"
        description={
          <>
            {session !== null && <p>You’re signed in as {session.person.email}.</p>}
            <p>
              It requires a permission that your sign-in doesn’t have. Ask an administrator for it, or sign in
              with an account that has it.
            </p>
          </>
        }
      />
      <div className="flex flex-wrap gap-2">
        {session?.actor.kind === 'operator' ? (
          <LinkButton href={paths.overview}>Go to the overview</LinkButton>
        ) : (
          <AnchorButton href="/">Go to the start page</AnchorButton>
        )}
        <SignOutForm action={signOut} variant="secondary" size="medium" />
      </div>
    </>
  )
}
