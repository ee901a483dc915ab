import type { Irql, SocketCategory } from './shape';

export type ControlKind = 'socket option' | 'I/O control code' | 'client control code';

/** What is asked of an option or a code: the request of WskControlSocket, or WskControlClient itself. */
export type ControlOperation = 'WskSetOption' | 'WskGetOption' | 'WskIoctl' | 'WskControlClient';

/** When in the life of a socket, or of the client, an option or code is allowed. */
export type ControlPhase =
  | 'any'
  | 'before bind'
  | 'bound'
  | 'connected'
  /** Bound for a listening or datagram socket, connected for a connection-oriented one. */
  | 'bound or connected'
  | 'before connect or accept'
  | 'before any socket';

/** The input or output buffer of a control operation. */
export interface ControlBuffer {
  /** C type of what the buffer holds, without the pointer: `ULONG`. */
  readonly type: string;
  /** C text of the size in bytes; none where the caller chooses it. */
  readonly size?: string;
  /** NULL with a size of 0 is allowed. */
  readonly optional?: true;
  /** One or two plain sentences. */
  readonly about: string;
}

type Buffers = Readonly<Partial<Record<ControlOperation, ControlBuffer>>>;

/** What the first control parameter names: a socket option, an I/O control code, a client control code. */
export interface Control {
  readonly kind: ControlKind;
  readonly summary: string;
  /** SOL_SOCKET for a socket option; the Level of WskIoctl is ignored. */
  readonly level?: 'SOL_SOCKET';
  readonly operations: readonly ControlOperation[];
  /** By operation; where there is none, the buffer is NULL and its size 0. */
  readonly input: Buffers;
  readonly output: Buffers;
  /** Whether OutputSizeReturned takes the address of a SIZE_T, and is NULL otherwise. */
  readonly returnsSize?: true;
  /** The socket categories it applies to; none for a client control code. */
  readonly categories: readonly SocketCategory[];
  readonly phase: ControlPhase;
  /** When it is allowed, and on which sockets. */
  readonly when: string;
  /** Whether it takes an IRP. */
  readonly irp: 'required' | 'NULL' | 'NULL to enable, optional to disable' | 'not documented';
  /** The highest IRQL at which it may be used. */
  readonly irql: Irql;
  /** The event callbacks that it enables by itself, without an event mask. */
  readonly enables?: readonly string[];
  /** What holds while nobody sets it. */
  readonly default?: string;
  /** Failures that say something of their own, and what each obliges to. */
  readonly failures?: Readonly<Record<string, string>>;
  /** What else a driver should know, one sentence each. */
  readonly notes?: readonly string[];
  /** Names of the rules on mistakes with it. */
  readonly rules?: readonly string[];
  readonly since?: string;
  readonly deprecated?: true;
  /** Page of the network driver guide, without extension; a path with a slash is one of the API reference. */
  readonly page: string;
}
