// SYNTAX TEST "source.c" "a type is coloured in casts, declarations and parameters"

  return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, &Buffer, 0, Irp);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.structure.wsk
//                                                              ^^^^^^^ support.function.wsk
  const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = (const WSK_PROVIDER_LISTEN_DISPATCH *)Socket->Dispatch;
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.structure.wsk
//                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.structure.wsk
  PFN_WSK_SEND Send = Dispatch->WskSend;
//^^^^^^^^^^^^ support.type.wsk
//                              ^^^^^^^ support.function.wsk
  PWSK_CLIENT Client = (Npi)->Client;
//^^^^^^^^^^^ support.type.wsk
  status = Bind(Socket, (PSOCKADDR)&Address, sizeof(SOCKADDR_IN6));
//                       ^^^^^^^^^ support.type.structure.wsk
//                                                  ^^^^^^^^^^^^ support.type.structure.wsk
static WSK_INSPECT_ACTION WSKAPI Inspect(PVOID Context, PWSK_INSPECT_ID InspectID);
//     ^^^^^^^^^^^^^^^^^^ support.type.enumeration.wsk
//                        ^^^^^^ entity.name.function.preprocessor.wsk
//                                                      ^^^^^^^^^^^^^^^ support.type.structure.wsk
