import { Heading } from '../connect/heading.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useText } from '../languages/text.tsx'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { PasskeyActions } from './passkey-button.tsx'
import { PasskeySignIn, SignInForm, SignUpForm } from './sign-in-form.tsx'

/** The sign-in page's content. `next`: where to go afterwards; it is passed on to the sign-up page. */
export function SignIn({
  companyName,
  signUpOpen,
  sendsMail,
  action,
  next,
  provider,
  isProviderOnly,
  passkey,
}: {
  companyName: string
  signUpOpen: boolean
  /** Whether a reset link can be requested by email. */
  sendsMail: boolean
  action: FormAction
  next: string | null
  /** The provider with which such people can also sign in, and its address. */
  provider: { readonly name: string; readonly href: string } | null
  /** Only one administrator has a password, for emergencies. */
  isProviderOnly: boolean
  /** Null: there are none at this address. */
  passkey: PasskeyActions | null
}) {
  const text = useText('signIn')
  const form = (
    <>
      <SignInForm action={action} next={next} />
      {passkey !== null && <PasskeySignIn {...passkey} next={next} />}
    </>
  )
  const withProvider = provider !== null && (
    <AnchorButton href={provider.href} size="large" wide variant={isProviderOnly ? 'primary' : 'secondary'}>
      {text('withProvider', { provider: provider.name })}
    </AnchorButton>
  )
  if (isProviderOnly)
    return (
      <>
        <Heading title={text('title')}>{text.rich('text', { company: companyName })}</Heading>
        {withProvider}
        <details className="text-base">
          <summary className="cursor-pointer text-ink-muted">{text('emergency')}</summary>
          <div className="grid gap-3 pt-3">
            <p className="text-ink-muted text-sm">{text('emergencyText')}</p>
            {form}
          </div>
        </details>
      </>
    )
  return (
    <>
      <Heading title={text('title')}>{text.rich('text', { company: companyName })}</Heading>
      {form}
      {withProvider}
      {sendsMail ? (
        <OtherWay question={text('forgot')} href={paths.forgotPassword}>
          {text('chooseNew')}
        </OtherWay>
      ) : (
        <p className="text-ink-muted text-sm">{text.rich('askForLink', { company: companyName })}</p>
      )}
      {signUpOpen && (
        <OtherWay question={text('noAccount')} href={paths.signUp(next)}>
          {text('create')}
        </OtherWay>
      )}
    </>
  )
}

/** The sign-up page's content, or a note if new accounts are by invitation only. */
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
  const text = useText('signUp')
  return (
    <>
      <Heading title={text('title')}>{text.rich('text', { company: companyName })}</Heading>
      {signUpOpen ? (
        <SignUpForm action={action} next={next} />
      ) : (
        <Notice
          tone="neutral"
          title={text('closed')}
          next={text.rich('closedNext', { company: companyName })}
        />
      )}
      <OtherWay question={text('haveAccount')} href={paths.signIn(next)}>
        {text('signIn')}
      </OtherWay>
    </>
  )
}

/** The link for a person who opened the wrong one of two forms. */
function OtherWay({ question, href, children }: { question: string; href: string; children: string }) {
  return (
    <p className="text-center text-base text-ink-muted">
      {question}{' '}
      <a href={href} className="rounded-sm font-medium text-accent-ink underline underline-offset-4">
        {children}
      </a>
    </p>
  )
}
