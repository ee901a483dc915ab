// SYNTAX TEST "source.cpp" "the same words are coloured in C++"

NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
//            ^^^^^^^^^^^ support.type.structure.wsk
//                                ^^^^^^^^ support.type.structure.wsk
{
    auto Dispatch = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(Socket->Dispatch);
//                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.structure.wsk
    status = WskRegister(&ClientNpi, &Registration);
//           ^^^^^^^^^^^ support.function.wsk
    WskDeregister(&Registration);
//  ^^^^^^^^^^^^^ support.function.wsk
    status = Dispatch->Basic.WskCloseSocket(Socket, Irp);
//                           ^^^^^^^^^^^^^^ support.function.wsk
    MAKE_WSK_VERSION(1, 0);
//  ^^^^^^^^^^^^^^^^ entity.name.function.preprocessor.wsk
    if (action == WskInspectReject) {
//                ^^^^^^^^^^^^^^^^ variable.other.enummember.wsk
        return STATUS_PENDING;
//             ^^^^^^^^^^^^^^ variable.other.constant.status.wsk
    }
    Log("WskSend"); // WskSend
//       ^^^^^^^ string.quoted.double.cpp - support.function.wsk
//                     ^^^^^^^ comment.line.double-slash.cpp - support.function.wsk
    MyWskSend(Socket);
//  ^^^^^^^^^ - support.function.wsk
    return Dispatch->WskSend(Socket, Buffer, WSK_FLAG_NODELAY, Irp);
//                   ^^^^^^^ support.function.wsk
//                                           ^^^^^^^^^^^^^^^^ variable.other.constant.flag.wsk
}
