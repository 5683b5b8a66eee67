/**
 * What parsing a person's input gives: the value, or the one thing that is wrong with it.
 * Parsers in this folder never throw for bad input.
 */
export type Parsed<T> = { readonly ok: true; readonly value: T } | Refused;

/** An input that was not accepted. */
export interface Refused {
  readonly ok: false;
  readonly problem: InputProblem;
}

/** Everything that can be wrong with what a person typed; `shared/findings/input-problems.ts` has the words. */
export type InputProblemCode =
  | 'address_without_at'
  | 'address_local_part_unusable'
  | 'domain_unusable'
  | 'domain_not_ascii'
  | 'port_out_of_range'
  | 'port_taken'
  | 'endpoint_form_unknown'
  | 'security_unknown'
  | 'protocol_not_named'
  | 'endpoints_missing'
  | 'servers_already_named'
  | 'username_unusable'
  | 'password_file_unreadable'
  | 'password_empty'
  | 'password_unusable'
  | 'p12_file_unreadable'
  | 'p12_too_large'
  | 'p12_malformed'
  | 'p12_password_missing'
  | 'p12_password_wrong'
  | 'p12_unsupported'
  | 'p12_without_key'
  | 'p12_without_certificate'
  | 'p12_key_unusable'
  | 'p12_not_named'
  | 'device_name_empty'
  | 'device_name_too_long'
  | 'device_name_control_characters'
  | 'device_name_direction_marks'
  | 'device_name_emoji'
  | 'device_name_invisible'
  | 'device_account_missing'
  | 'device_unknown'
  | 'device_ambiguous'
  | 'device_not_revoked'
  | 'device_key_in_keyring'
  | 'device_key_damaged'
  | 'keyring_refused'
  | 'data_folder_missing'
  | 'devices_damaged'
  | 'devices_newer'
  | 'devices_unusable'
  | 'devices_busy'
  | 'devices_full'
  | 'key_not_named'
  | 'key_algorithm_unknown'
  | 'server_kind_unknown'
  | 'key_program_unknown'
  | 'key_file_not_named'
  | 'key_has_no_sec1'
  | 'key_has_no_profile'
  | 'p12_password_file_missing'
  | 'passphrase_missing'
  | 'passphrases_differ'
  | 'passphrase_unusable'
  | 'passphrase_wrong'
  | 'file_exists'
  | 'file_not_written'
  | 'file_not_comparable'
  | 'file_changed_meanwhile'
  | 'token_file_unreadable'
  | 'token_unusable'
  | 'ways_in_conflict'
  | 'ca_file_unreadable'
  | 'ca_file_without_certificate'
  | 'resolve_form_unknown'
  | 'dns_server_unusable'
  | 'fault_unknown'
  | 'fault_without_practice'
  | 'practice_account_unknown'
  | 'practice_names_no_servers'
  | 'practice_not_running'
  | 'address_missing'
  /** Of a device whose user name is no mail address. */
  | 'device_address_missing'
  | 'address_told_to_nobody'
  | 'temporary_folder_unusable'
  | 'mechanism_unknown'
  | 'explain_nothing_named'
  | 'explain_too_much_named'
  | 'finding_code_unknown'
  | 'text_file_unreadable'
  | 'text_file_too_large'
  | 'text_not_text'
  | 'report_file_unreadable'
  | 'report_foreign'
  | 'report_too_large'
  | 'report_newer'
  | 'report_damaged'
  | 'report_level_unknown'
  | 'report_format_unknown'
  | 'report_ending_unknown'
  | 'report_recipient_unknown'
  | 'report_options_conflict'
  | 'report_not_named'
  | 'recipe_program_missing'
  | 'recipe_program_unknown'
  | 'recipe_system_unknown'
  | 'recipe_password_unknown'
  | 'recipe_system_elsewhere'
  | 'option_alone'
  | 'timeout_unusable'
  | 'language_unknown';

/** One thing wrong with an input: what was given, and where there is one, the form that would have been right. */
export interface InputProblem {
  readonly code: InputProblemCode;
  /** What the person gave, as they gave it. Never a secret: password problems name the file. */
  readonly given: string;
  /** A value that would be accepted instead, where one can be computed. */
  readonly wanted?: string;
}

/** Wraps a value that was accepted. */
export function accepted<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps the problem of a value that was not accepted. */
export function refused(code: InputProblemCode, given: string, wanted?: string): Refused {
  return { ok: false, problem: wanted === undefined ? { code, given } : { code, given, wanted } };
}
