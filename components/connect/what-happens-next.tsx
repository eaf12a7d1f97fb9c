import { Steps } from '../ui/steps.tsx'

/** The way from here to a connected account. */
export function WhatHappensNext({ steps }: { steps: readonly string[] }) {
  return (
    <section className="grid gap-4 text-base">
      <h2 className="font-medium text-lg">What happens next</h2>
      <Steps steps={steps.map((label) => ({ label, state: 'waiting' }))} />
    </section>
  )
}
