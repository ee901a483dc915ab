// WskBind(Socket, Address, 0, Irp); WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET);
/*
 * NTSTATUS Abort(PVOID Context, PWSK_INSPECT_ID InspectID)
 * {
 *     return InspectID == Kept ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
 * }
 */
