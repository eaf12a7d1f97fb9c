import { clsx } from 'clsx'

/** Reserves the space of something that loads. Its size comes from `className`; the region around it is aria-busy. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={clsx('block animate-pulse rounded-sm bg-line', className)} />
}
