import { signalEvent, waitingRequest } from './request';
import { defineSnippets } from './snippet';

/** Names of hosts and services, at PASSIVE_LEVEL. */
export const nameResolutionSnippets = defineSnippets([
  {
    name: 'Resolve a host name',
    prefix: 'wskresolve',
    description: 'Finds the first address of a host and frees the list; since Windows 7 (SignalEvent is in wsksync)',
    context: 'file',
    for: ['WskGetAddressInfo', 'WskFreeAddressInfo'],
    needs: signalEvent,
    body: waitingRequest({
      remark: ['// Both names end with a null character.'],
      isPassive: true,
      header: [
        'static NTSTATUS ${1:ResolveName}(',
        '    PWSK_PROVIDER_NPI ProviderNpi, PUNICODE_STRING NodeName, PUNICODE_STRING ServiceName,',
        '    PSOCKADDR_STORAGE RemoteAddress)',
      ],
      declarations: ['    ADDRINFOEXW Hints = { 0 };', '    PADDRINFOEXW Result = NULL;'],
      call: [
        '',
        '    Hints.ai_family = ${2|AF_UNSPEC,AF_INET,AF_INET6|};',
        '    Hints.ai_socktype = ${3|SOCK_STREAM,SOCK_DGRAM|};',
        '    Hints.ai_protocol = ${4|IPPROTO_TCP,IPPROTO_UDP|};',
        '    ProviderNpi->Dispatch->WskGetAddressInfo(ProviderNpi->Client, NodeName, ServiceName, NS_ALL, NULL,',
        '                                             &Hints, &Result, NULL, NULL, Irp);',
      ],
      onCompletion: [
        '    if (NT_SUCCESS(Status) && Result == NULL) {',
        '        Status = STATUS_NOT_FOUND;',
        '    }',
        '    if (NT_SUCCESS(Status)) {',
        '        if (Result->ai_addrlen <= sizeof(*RemoteAddress)) {',
        '            RtlCopyMemory(RemoteAddress, Result->ai_addr, Result->ai_addrlen);',
        '        } else {',
        '            Status = STATUS_BUFFER_TOO_SMALL;',
        '        }',
        '        ProviderNpi->Dispatch->WskFreeAddressInfo(ProviderNpi->Client, Result);',
        '    }',
      ],
    }),
  },
  {
    name: 'Name of an address',
    prefix: 'wskname',
    description:
      'Finds the names of a host and a service by their address; since Windows 7 (SignalEvent is in wsksync)',
    context: 'file',
    for: ['WskGetNameInfo'],
    needs: signalEvent,
    body: waitingRequest({
      remark: [
        '// NodeName and ServiceName have buffers with room for the names and a null character; one may be NULL.',
      ],
      isPassive: true,
      header: [
        'static NTSTATUS ${1:GetAddressName}(',
        '    PWSK_PROVIDER_NPI ProviderNpi, PSOCKADDR SockAddr, ULONG SockAddrLength,',
        '    PUNICODE_STRING NodeName, PUNICODE_STRING ServiceName)',
      ],
      call: [
        '    ProviderNpi->Dispatch->WskGetNameInfo(ProviderNpi->Client, SockAddr, SockAddrLength,',
        '                                          NodeName, ServiceName, ${2|0,NI_NUMERICHOST,NI_NAMEREQD|},',
        '                                          NULL, NULL, Irp);',
      ],
    }),
  },
]);
