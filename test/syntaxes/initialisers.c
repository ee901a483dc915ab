// SYNTAX TEST "source.c" "the slots of a table are coloured, whichever way they are filled"

static const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = {
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.structure.wsk
    .WskAcceptEvent = AcceptEvent,
//   ^^^^^^^^^^^^^^ entity.name.function.callback.wsk
    .WskInspectEvent = NULL,
//   ^^^^^^^^^^^^^^^ entity.name.function.callback.wsk
};
static const WSK_CLIENT_DISPATCH Client = { MAKE_WSK_VERSION(1, 0), 0, NULL };
//           ^^^^^^^^^^^^^^^^^^^ support.type.structure.wsk
//                                          ^^^^^^^^^^^^^^^^ entity.name.function.preprocessor.wsk
static WSK_EVENT_CALLBACK_CONTROL Control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.structure.wsk
//                                                     ^^^^^^^^^^^^^^^^^^^^ variable.other.constant.wsk
//                                                                           ^^^^^^^^^^^^^^^^ variable.other.constant.event-flag.wsk
  Table.WskReceiveEvent = ReceiveEvent;
//      ^^^^^^^^^^^^^^^ entity.name.function.callback.wsk
  Table->WskDisconnectEvent = DisconnectEvent;
//       ^^^^^^^^^^^^^^^^^^ entity.name.function.callback.wsk
