import { Heading } from '../connect/heading.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { Notice } from '../ui/notice.tsx'
import { OtherWay } from './other-way.tsx'
import { SignUpForm } from './sign-up-form.tsx'

/** The sign-up page's content; says so where new accounts are made by invitation. */
export function SignUp({
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
      <Heading title="Create an account">
        At {companyName}, to connect your Amazon account and to see its state at any time.
      </Heading>
      {signUpOpen ? (
        <SignUpForm action={action} next={next} />
      ) : (
        <Notice
          tone="neutral"
          title="New accounts are made by invitation"
          next={`Ask ${companyName} for an account.`}
        />
      )}
      <OtherWay
        question="You have an account?"
        href={next === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`}
      >
        Sign in
      </OtherWay>
    </>
  )
}
