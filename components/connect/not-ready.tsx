import { Notice } from '../ui/notice.tsx'
import { Heading } from './heading.tsx'
import { WhatIsRead } from './what-is-read.tsx'

/** Instead of the chooser while the company's application lacks something: no button that leads to an error. */
export function NotReady({ companyName, title, next }: { companyName: string; title: string; next: string }) {
  return (
    <>
      <Heading title="Connect your Amazon account" />
      <Notice tone="doubt" title={title} next={next} />
      <WhatIsRead companyName={companyName} />
    </>
  )
}
