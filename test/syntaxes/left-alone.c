// SYNTAX TEST "source.c" "nothing is coloured in comments, strings and longer names"

  // A comment on WskSend and WSK_FLAG_NODELAY.
//                ^^^^^^^ comment.line.double-slash.c - support.function.wsk
//                            ^^^^^^^^^^^^^^^^ comment.line.double-slash.c - variable.other.constant.flag.wsk
  /* The same of WskReceive, and of PWSK_SOCKET. */
//               ^^^^^^^^^^ comment.block.c - support.function.wsk
//                                  ^^^^^^^^^^^ comment.block.c - support.type.structure.wsk
  DbgPrint("WskSend failed with WSK_FLAG_DRAIN");
//          ^^^^^^^ string.quoted.double.c - support.function.wsk
//                              ^^^^^^^^^^^^^^ string.quoted.double.c - variable.other.constant.flag.wsk
  MyWskSend(Socket);
//^^^^^^^^^ - support.function.wsk
  WskSendLater(Socket);
//^^^^^^^^^^^^ - support.function.wsk
  Mine->WskSendBack(Socket);
//      ^^^^^^^^^^^ - support.function.wsk
  Table->WskAcceptEventCount = 0;
//       ^^^^^^^^^^^^^^^^^^^ - entity.name.function.callback.wsk
  Flags = WSK_FLAG_MY | MY_WSK_FLAG_DRAIN | WSK_FLAG_NODELAYED;
//        ^^^^^^^^^^^ - variable.other.constant.flag.wsk
//                      ^^^^^^^^^^^^^^^^^ - variable.other.constant.flag.wsk
//                                          ^^^^^^^^^^^^^^^^^^ - variable.other.constant.flag.wsk
  WSK_SOCKETS Sockets;
//^^^^^^^^^^^ - support.type.structure.wsk
  Status = Irp->IoStatus.Status;
//^^^^^^ - variable.other.constant.status.wsk
//                       ^^^^^^ - variable.other.constant.status.wsk
  NTSTATUS status; PIRP Irp; KEVENT Event;
//^^^^^^^^ - support.type.wsk
//                 ^^^^ - support.type.structure.wsk
//                           ^^^^^^ - support.type.structure.wsk
  STATUS_MINE;
//^^^^^^^^^^^ - variable.other.constant.status.wsk
#if 0
  WskSend(Socket, Buffer, 0, Irp);
//^^^^^^^ comment.block.preprocessor.if-branch.c - support.function.wsk
#endif
