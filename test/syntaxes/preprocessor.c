// SYNTAX TEST "source.c" "words of WSK are coloured in conditions and definitions of the preprocessor"

#if defined(WSK_FLAG_STREAM_SOCKET) && WSK_NO_WAIT == 0
//          ^^^^^^^^^^^^^^^^^^^^^^ variable.other.constant.flag.wsk
//                                     ^^^^^^^^^^^ variable.other.constant.wsk
#define SEND_FLAGS (WSK_FLAG_NODELAY)
//                  ^^^^^^^^^^^^^^^^ variable.other.constant.flag.wsk
#define SEND(socket, irp) Dispatch->WskSend((socket), NULL, 0, (irp))
//                                  ^^^^^^^ support.function.wsk
#elif defined(WSK_MAJOR_VERSION)
//            ^^^^^^^^^^^^^^^^^ entity.name.function.preprocessor.wsk
#endif
#include <WskSend.h>
//        ^^^^^^^ - support.function.wsk
