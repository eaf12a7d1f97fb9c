import { type ErrorFacts, fault } from './facts.ts'

/** Saved views and examples, and actions on many authorizations. */
export const viewErrors = {
  view_not_found: fault(404, 'This view no longer exists', 'Someone deleted it. Choose another one.', {
    outdated: true,
  }),
  view_changed: fault(
    409,
    'Someone else changed this view at the same time',
    'It is shown as they saved it. Save yours under another name, or change it again.',
    { outdated: true },
  ),
  view_name_taken: fault(409, 'This name is taken', 'Choose another name for the view.', { field: 'name' }),
  view_parameters_invalid: fault(400, 'This view can’t be saved', 'Its filters are too long. Shorten them.'),
  too_many_views: fault(409, 'You have 100 views', 'Delete one that you no longer use.'),
  example_not_found: fault(404, 'This example no longer exists', 'Someone deleted it. Choose another one.', {
    outdated: true,
  }),
  example_changed: fault(
    409,
    'Someone else changed this example at the same time',
    'It is shown as they saved it. Save yours under another name, or change it again.',
    { outdated: true },
  ),
  example_name_taken: fault(409, 'This name is taken', 'Choose another name for the example.', {
    field: 'name',
  }),
  example_too_long: fault(400, 'This example can’t be saved', 'What was entered is too long. Shorten it.'),
  too_many_examples: fault(409, 'You have 200 examples', 'Delete one that you no longer use.'),
  incident_not_found: fault(404, 'Incident not found', 'It may have been removed. Go back to the list.'),
  bulk_action_not_found: fault(
    404,
    'Bulk action not found',
    'It may have been removed. Go back to the list.',
  ),
  bulk_action_ended: fault(409, 'This bulk action has already ended', 'Nothing is left to stop.', {
    outdated: true,
  }),
  bulk_action_empty: fault(
    409,
    'Nothing is left to do',
    'None of the selling partners you chose needs this action anymore.',
    { outdated: true },
  ),
  bulk_action_grown: fault(
    409,
    'More selling partners match than you confirmed',
    'Nothing was started. Check the new number and confirm again.',
    { outdated: true },
  ),
  bulk_action_unknown: fault(400, 'Unknown bulk action', 'Choose one from the list.'),
} as const satisfies Record<string, ErrorFacts>
