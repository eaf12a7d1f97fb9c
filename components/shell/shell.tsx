import { SlidersHorizontalIcon, UserIcon } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { OperatorRole } from '#lib/people/operator-role.ts'
import { paths } from '../paths.ts'
import { SignOutForm } from '../people/sign-out-form.tsx'
import type { Theme } from '../theme.ts'
import { iconButtonClass } from '../ui/button.tsx'
import { ThemeToggle } from '../ui/theme-toggle.tsx'
import { TimeFormatToggle } from '../ui/time.tsx'
import { Overlays } from './overlays.tsx'
import { Sidebar } from './sidebar.tsx'

/** Surrounds every operator page: navigation, the signed-in person, and the theme. */
export function Shell({
  companyName,
  person,
  theme,
  chooseTheme,
  chooseTimeFormat,
  signOut,
  children,
}: {
  companyName: string
  person: { id: string; name: string; role: OperatorRole; roleLabel: string }
  theme: Theme | null
  chooseTheme: (form: FormData) => Promise<void>
  chooseTimeFormat: (form: FormData) => Promise<void>
  signOut: () => Promise<void>
  children: ReactNode
}) {
  return (
    <Overlays role={person.role} personId={person.id}>
      <div className="flex flex-1 flex-col lg:flex-row">
        <a
          href="#content"
          className="sr-only rounded-md bg-accent text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:px-3 focus:py-2"
        >
          Skip to content
        </a>
        <Sidebar
          companyName={companyName}
          role={person.role}
          end={
            <>
              <PersonLink name={person.name} roleLabel={person.roleLabel} />
              <Preferences>
                <ThemeToggle theme={theme} action={chooseTheme} />
                <TimeFormatToggle action={chooseTimeFormat} />
              </Preferences>
              <SignOutForm action={signOut} isIcon />
            </>
          }
        />
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none sm:px-8">
          <div className="mx-auto grid max-w-6xl gap-5">{children}</div>
        </main>
      </div>
    </Overlays>
  )
}

const preferences = 'preferences'

/** The menu of theme and times. The browser opens and closes it, without a script. */
function Preferences({ children }: { children: ReactNode }) {
  return (
    <>
      <button
        type="button"
        popoverTarget={preferences}
        aria-label="Theme and times"
        title="Theme and times"
        className={iconButtonClass}
      >
        <SlidersHorizontalIcon size={16} />
      </button>
      <div
        id={preferences}
        popover="auto"
        className="fixed inset-auto bottom-16 left-3 m-0 gap-3 rounded-md border border-line bg-surface p-3 text-ink shadow-lg open:grid"
      >
        {children}
      </div>
    </>
  )
}

/** The signed-in person; leads to their own page. */
export function PersonLink({ name, roleLabel }: { name: string; roleLabel: string }) {
  return (
    <Link
      href={paths.ownProfile}
      prefetch={false}
      className="flex min-w-0 flex-1 items-center gap-2 rounded-md p-1 hover:bg-sunken"
    >
      <span className="grid size-7 shrink-0 place-items-center rounded-full bg-sunken text-ink-muted">
        <UserIcon size={16} />
      </span>
      <span className="grid min-w-0 leading-tight">
        <span className="truncate font-medium">{name}</span>
        <span className="text-ink-muted text-xs">{roleLabel}</span>
      </span>
    </Link>
  )
}
