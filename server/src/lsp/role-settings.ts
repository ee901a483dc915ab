import type { Connection } from 'vscode-languageserver/node';

import type { ClientFeatures } from './client-features';
import type { Log } from './log';

/** What of the roles of functions and arguments an editor shows unasked. */
export interface RoleSettings {
  readonly codeLens: boolean;
  readonly argumentNames: boolean;
  readonly socketCategories: boolean;
  readonly callHierarchy: 'auto' | 'on' | 'off';
}

/** The same as package.json contributes it. */
export const roleSettings = {
  'wsk.codeLens.enabled': {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description:
      'Shows above each function that WSK or the kernel calls what it is called as, and at which IRQL. ' +
      'A click leads to the places that hand it over.',
  },
  'wsk.inlayHints.argumentNames': {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description: 'Names the arguments of long WSK calls where they do not say themselves what they are.',
  },
  'wsk.inlayHints.socketCategories': {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description: 'Shows of which category a socket is where it is stored for the first time.',
  },
  'wsk.callHierarchy': {
    type: 'string',
    enum: ['auto', 'on', 'off'],
    enumDescriptions: [
      'Unless another extension for C and C++ is there: VS Code asks one extension only.',
      'Always, in the place of that of another extension.',
      'Never.',
    ],
    default: 'auto',
    scope: 'window',
    description: 'Offers a call hierarchy that also shows the calls that WSK and the kernel make.',
  },
};

/** The settings `wsk.codeLens`, `wsk.inlayHints` and `wsk.callHierarchy` of the editor: all is shown that is not switched off. */
export class ShownRoles {
  readonly #connection: Connection;
  readonly #features: ClientFeatures;
  readonly #log: Log;
  /** What a client that is not asked has sent. */
  #sent: unknown = {};
  #byScope = new Map<string, Promise<RoleSettings>>();

  constructor(connection: Connection, features: ClientFeatures, log: Log) {
    this.#connection = connection;
    this.#features = features;
    this.#log = log;
  }

  /** Takes what came with `workspace/didChangeConfiguration`: it is asked for again where the client is asked. */
  take(settings: unknown): void {
    this.#sent = settings;
    this.#byScope = new Map();
  }

  /** The settings that hold for a document; without one, those of the window. */
  settingsFor(uri = ''): Promise<RoleSettings> {
    let known = this.#byScope.get(uri);
    if (known === undefined) this.#byScope.set(uri, (known = this.#ask(uri)));
    return known;
  }

  async #ask(uri: string): Promise<RoleSettings> {
    if (!this.#features.givesSettings) return read(memberOf(this.#sent, 'wsk'));
    try {
      const item = { section: 'wsk', ...(uri === '' ? {} : { scopeUri: uri }) };
      return read((await this.#connection.workspace.getConfiguration(item)) as unknown);
    } catch (error) {
      this.#log.failure('the editor did not give its settings', error);
      return read(undefined);
    }
  }
}

function read(wsk: unknown): RoleSettings {
  const hints = memberOf(wsk, 'inlayHints');
  const hierarchy = memberOf(wsk, 'callHierarchy');
  return {
    codeLens: memberOf(memberOf(wsk, 'codeLens'), 'enabled') !== false,
    argumentNames: memberOf(hints, 'argumentNames') !== false,
    socketCategories: memberOf(hints, 'socketCategories') !== false,
    callHierarchy: hierarchy === 'on' || hierarchy === 'off' ? hierarchy : 'auto',
  };
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
