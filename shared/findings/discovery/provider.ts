import { observedInRun, type Observation, type RunObservationOf } from '../../mail/observation.ts';
import { finding, type Finding, type FindingCode } from '../finding.ts';

type ProviderSeen = RunObservationOf<'provider'>;
type ProviderCode = Extract<
  FindingCode,
  | 'discovery_no_mail_protocols'
  | 'discovery_bridge_needed'
  | 'discovery_app_password_needed'
  | 'discovery_access_off'
  | 'discovery_oauth_only'
>;

const OF_ACCESS: Readonly<Record<ProviderSeen['access'], ProviderCode | null>> = {
  'mail-protocols': null,
  'local-bridge': 'discovery_bridge_needed',
  none: 'discovery_no_mail_protocols',
};

const OF_SIGN_IN: Readonly<Record<ProviderSeen['signIn'], ProviderCode | null>> = {
  password: null,
  'app-password': 'discovery_app_password_needed',
  'password-or-app-password': null,
  'oauth-only': 'discovery_oauth_only',
  'oauth-or-app-password': 'discovery_app_password_needed',
  'oauth-or-password': null,
  'bridge-password': null,
  none: null,
};

const SWITCHES: readonly ProviderSeen['preconditions'][number][] = [
  'imap-must-be-enabled',
  'submission-must-be-enabled',
  'other-programs-must-be-allowed',
];

/** What is known of the provider, and has to be done before a mail program gets in. */
export function judgeProvider(observations: readonly Observation[]): readonly Finding[] {
  return observedInRun(observations, 'provider').flatMap((provider) => {
    const { access, signIn, preconditions, name, id } = provider;
    const hasSwitch = preconditions.some((one) => SWITCHES.includes(one));
    const codes = [
      OF_ACCESS[access],
      OF_SIGN_IN[signIn],
      hasSwitch ? ('discovery_access_off' as const) : null,
    ];
    return codes.flatMap((code) =>
      code === null
        ? []
        : [finding(code, { provider: name }, [id], provider.by === 'mx' ? 'likely' : 'seen')],
    );
  });
}
