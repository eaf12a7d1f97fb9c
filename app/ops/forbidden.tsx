import { signOut } from '#app/_server/people/sign-out.ts'
import { SignOutForm } from '#components/people/sign-out-form.tsx'
import { AnchorButton } from '#components/ui/button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'

/** With the shell around it for an operator who lacks a scope, without it for everybody else. */
export default function Forbidden() {
  return (
    <>
      <PageHeading
        title="You don’t have access to this page"
        description="It requires a permission that your sign-in doesn’t have. Ask an administrator for it, or sign in as someone who has it."
      />
      <div className="flex flex-wrap gap-2">
        <AnchorButton href="/">Go to the start page</AnchorButton>
        <SignOutForm action={signOut} variant="secondary" size="medium" />
      </div>
    </>
  )
}
