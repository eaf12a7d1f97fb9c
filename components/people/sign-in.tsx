import { Heading } from '../connect/heading.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { OtherWay } from './other-way.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** The sign-in page's content. `next`: where to go afterwards; it is handed on to the sign-up page. */
export function SignIn({
  companyName,
  signUpOpen,
  action,
  next,
}: {
  companyName: string
  signUpOpen: boolean
  action: FormAction
  next: string | null
}) {
  return (
    <>
      <Heading title="Sign in">To your account at {companyName}. This is not your Amazon account.</Heading>
      <SignInForm action={action} next={next} />
      <p className="text-ink-muted text-sm">
        Forgot your password? Ask {companyName} for a link to choose a new one.
      </p>
      {signUpOpen && (
        <OtherWay
          question="No account yet?"
          href={next === null ? '/sign-up' : `/sign-up?next=${encodeURIComponent(next)}`}
        >
          Create one
        </OtherWay>
      )}
    </>
  )
}
