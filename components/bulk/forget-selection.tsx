'use client'

import { useEffect } from 'react'
import { forgetSelection } from '../authorizations/use-selection.ts'

/** The page of an action that has just begun: what was selected for it isn't selected for the next one. */
export function ForgetSelection() {
  useEffect(forgetSelection, [])
  return null
}
