// SYNTAX TEST "source.c" "a function is coloured through any spelling of a call, and so is what it is given"

  WskRegister(&ClientNpi, &Registration);
//^^^^^^^^^^^ support.function.wsk
  status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Npi);
//         ^^^^^^^^^^^^^^^^^^^^^ support.function.wsk
//                                              ^^^^^^^^^^^^^^^^^ variable.other.constant.wsk
  status = Dispatch->WskSend(Socket, &Buffer, WSK_FLAG_NODELAY, Irp);
//                   ^^^^^^^ support.function.wsk
//                                            ^^^^^^^^^^^^^^^^ variable.other.constant.flag.wsk
  status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, 0);
//         ^^^ variable.other.object.access.wsk
//             ^^^^^^^^ variable.other.object.access.wsk
//                     ^^ punctuation.separator.pointer-access.wsk
//                       ^^^^^^^^^ support.function.wsk
//                                             ^^^^^^^ variable.other.constant.wsk
//                                                      ^^^^^^^^^^^ variable.other.constant.wsk
//                                                                   ^^^^^^^^^^^ variable.other.constant.wsk
  status = Tables[3].Basic->WskCloseSocket(Socket, Irp);
//                ^ constant.numeric.wsk
//                          ^^^^^^^^^^^^^^ support.function.wsk
  status = DispatchOf(Socket)->WskListen(Socket, Irp);
//                             ^^^^^^^^^ support.function.wsk
  status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, 0);
//                   ^^^^^^^^^^^^^^^^ support.function.wsk
//                                            ^^^^^^^^^^^^ variable.other.enummember.wsk
//                                                          ^^^^^^^^^^^^^^^^^^^^^ variable.other.constant.socket-option.wsk
//                                                                                 ^^^^^^^^^^ variable.other.constant.wsk
  status = Dispatch->WskControlSocket(Socket, WskIoctl, SIO_WSK_QUERY_INSPECT_ID, 0);
//                   ^^^^^^^^^^^^^^^^ support.function.wsk
//                                            ^^^^^^^^ variable.other.enummember.wsk
//                                                      ^^^^^^^^^^^^^^^^^^^^^^^^ variable.other.constant.control-code.wsk
  status = Npi->Dispatch->WskControlClient(Client, WSK_SET_STATIC_EVENT_CALLBACKS, 0);
//                        ^^^^^^^^^^^^^^^^ support.function.wsk
//                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ variable.other.constant.control-code.wsk
  Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
//                    ^^^^^^^^^^^^^^^^^ variable.other.constant.event-flag.wsk
//                                        ^^^^^^^^^^^^^^^^^^^^ variable.other.constant.event-flag.wsk
  if (status == STATUS_PENDING && Action != WskInspectPend) {
//              ^^^^^^^^^^^^^^ variable.other.constant.status.wsk
//                                          ^^^^^^^^^^^^^^ variable.other.enummember.wsk
    switch (Type) {
      case WskGetOption: break;
//         ^^^^^^^^^^^^ variable.other.enummember.wsk
    }
  }
