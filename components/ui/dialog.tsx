'use client'

import { Modal, type ModalProps } from './modal.tsx'

/** For what can't be undone, and nothing else. */
export function Dialog(props: ModalProps) {
  return <Modal place="middle" {...props} />
}
