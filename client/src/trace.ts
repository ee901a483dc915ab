import * as vscode from 'vscode';

export interface TraceChannel {
  readonly channel: vscode.LogOutputChannel;
  /** To be disposed of when the channel is no longer used. */
  readonly listener: vscode.Disposable;
}

/**
 * The output channel as the language client wants it for its trace. The client traces only to a channel whose log level
 * is Trace, which a person would have to set beside our setting: this one follows `wsk.trace.server` alone.
 */
export function traceChannel(output: vscode.LogOutputChannel): TraceChannel {
  const changed = new vscode.EventEmitter<vscode.LogLevel>();
  const listener = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(SETTING)) changed.fire(level());
  });
  const channel = new Proxy(output, {
    get(target, name) {
      if (name === 'logLevel') return level();
      if (name === 'onDidChangeLogLevel') return changed.event;
      const member: unknown = Reflect.get(target, name === 'trace' ? 'info' : name, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  return { channel, listener: vscode.Disposable.from(listener, changed) };
}

const SETTING = 'wsk.trace.server';

function level(): vscode.LogLevel {
  const setting = vscode.workspace.getConfiguration().get<string>(SETTING, 'off');
  return setting === 'off' ? vscode.LogLevel.Info : vscode.LogLevel.Trace;
}
